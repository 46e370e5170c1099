import type { RootField } from './anyOperation.js';

type Outcome = 'answered' | 'denied' | 'as missing';
const kinds = ['query', 'mutation', 'subscription', 'object field'];

/** How many fields of each kind did what for whom. */
export class Matrix {
  private readonly counts = new Map<string, Map<string, Map<Outcome, number>>>();

  count(kind: string, credential: string, outcome: Outcome): void {
    const ofCredential = this.counts.get(credential) ?? new Map<string, Map<Outcome, number>>();
    const ofKind = ofCredential.get(kind) ?? new Map<Outcome, number>();
    ofKind.set(outcome, (ofKind.get(outcome) ?? 0) + 1);
    this.counts.set(credential, ofCredential.set(kind, ofKind));
  }

  page({ fields, objectFields }: { fields: readonly RootField[]; objectFields: number }): string {
    const totals = kinds.map((kind) => (kind === 'object field' ? objectFields : fields.filter((field) => field.kind === kind).length));
    const cell = (counts: Map<Outcome, number> | undefined): string => (counts ? [...counts].sort().map(([outcome, n]) => `${n} ${outcome}`).join(', ') : '–');
    const rows = [...this.counts].map(([credential, ofKind]) => `| ${credential} | ${kinds.map((kind) => cell(ofKind.get(kind))).join(' | ')} |`);
    return `# Who is answered

Written by "npm run separation" from what test/separation.test.ts found by asking (F22.6); do not edit. It walks the schema, so a new field is in it by itself, and
one whose ids it cannot tell fails it.

- *denied*: the same error for every field, whatever it was asked about, over HTTP and WebSocket.
- *as missing*: counted by id, not by field: an object of another operator is answered byte for byte as one that does not exist, and as an id that is none; and no table has changed.
- *answered*: with what is one's own. Whatever can be read was read field by field and searched for ids, names, addresses and texts of others.

| who asks | ${kinds.map((kind, i) => `${kind} (${totals[i]})`).join(' | ')} |
|---|${kinds.map(() => '---').join('|')}|
${rows.join('\n')}

Of the object fields those count that an operator can reach from his queries and subscriptions; the others are reached through fields for administrators.
Known exceptions: a sender's name that is taken, and the shared state of a mapped service.
`;
  }
}

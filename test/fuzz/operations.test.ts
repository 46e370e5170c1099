import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SluiceClient } from '../../client/SluiceClient.js';
import { createUser } from '../../src/operations/createUser.js';
import { resolvers } from '../../src/resolvers/index.js';
import { buildApiSchema } from '../../src/schema/build.js';
import { limits } from '../../src/schema/limits.js';
import { anyDocument, type Asked } from '../support/anyDocument.js';
import type { TestApi } from '../support/api.js';
import { Choices } from '../support/choices.js';
import { testDatabase } from '../support/database.js';
import { type Answer, FuzzSocket } from '../support/fuzzSocket.js';
import { secretMark } from '../support/hostile.js';
import { Program } from '../support/program.js';
import { operatorsWithThings, type Things } from '../support/things.js';

/** By "npm run fuzz"; in the suite a short run. */
const operations = Number(process.env.FUZZ_OPERATIONS ?? 1_000);
const seed = process.env.FUZZ_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.FUZZ_SEED);
const atOnce = 6;
const patienceMs = limits.timeMs + 3_000;
const password = `${secretMark}-of-a-user`;
const database = testDatabase({ keep: true });
const schema = buildApiSchema(resolvers);

interface Actor {
  name: string;
  id: string;
  role: 'ADMIN' | 'OPERATOR';
  client: SluiceClient;
  socket: FuzzSocket | null;
  things: Things | null;
}

let program: Program;
const actors: Actor[] = [];
const ids: string[] = [];
let batches = 0;
const counts = new Map<string, number>();
/** The first failure of each kind, where all are wanted. */
const kinds = new Map<string, string>();

async function signedIn(role: 'ADMIN' | 'OPERATOR', name: string) {
  const user = await createUser(database.em(), { name, email: `${name}@example.com`, role, password });
  return { user, client: await new SluiceClient(program.address).signIn(name, password) };
}

/** An act may have ended the session, or disabled or renamed who did it. */
async function restored(actor: Actor): Promise<void> {
  const { rows } = await database.owner.query<{ hash: string }>(`SELECT password_hash AS hash FROM users WHERE name = 'keeper'`);
  await database.owner.query(`UPDATE users SET name = $2, role = $3, enabled = true, archived_at = NULL, password_hash = $4 WHERE id = $1`, [actor.id, actor.name, actor.role, rows[0]!.hash]);
  await actor.client.signIn(actor.name, password);
}

async function ask(actor: Actor | null, bySocket: boolean, { kind, query, variables }: Asked): Promise<Answer> {
  if (actor && (bySocket || kind === 'subscription')) {
    if (!actor.socket?.isOpen) actor.socket = await FuzzSocket.open(program.address, actor.client.accessToken!);
    return actor.socket.ask(query, variables, patienceMs, kind === 'subscription');
  }
  const response = await fetch(`${program.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(actor ? { authorization: `Bearer ${actor.client.accessToken}` } : {}) },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    signal: AbortSignal.timeout(patienceMs),
  });
  const text = await response.text();
  if (response.status >= 500 && response.status !== 503) throw new Error(`HTTP ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Answer;
}

async function one(numbers: readonly number[]): Promise<void> {
  const choices = new Choices(numbers);
  const actor = choices.of([actors[0]!, actors[1]!, actors[2]!, actors[0]!, actors[2]!, null]);
  const bySocket = choices.oneIn(2);
  const asked = anyDocument(schema, choices, ids, actor?.things ?? actors[0]!.things);
  const fail = (why: string): never => {
    throw new Error(`${why}\nas ${actor?.name ?? 'nobody'} over ${bySocket ? 'WebSocket' : 'HTTP'}\n${asked.query.slice(0, 3_000)}\n${asked.variables.slice(0, 3_000)}`);
  };
  let answer: Answer;
  try {
    answer = await ask(actor, bySocket, asked);
  } catch (error) {
    // The session of this actor was ended, by an operation beside this one or by this one itself.
    if (!actor || (error as { code?: number }).code !== 4403) return fail(String((error as Error).message));
    answer = { errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] };
  }
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code ?? 'NONE');
  const refusals = [...JSON.stringify(answer.data ?? null).matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => `refused ${code}`);
  for (const code of new Set(codes.length > 0 ? codes : refusals.length > 0 ? refusals : ['answered'])) counts.set(code, (counts.get(code) ?? 0) + 1);
  if (codes.includes('INTERNAL_SERVER_ERROR') || codes.includes('NONE')) fail(`${JSON.stringify(answer.errors).slice(0, 1_000)}\n${program.said.split('\n').filter((line) => line.includes('an operation failed')).at(-1)?.slice(0, 3_000) ?? ''}`);
  for (const [, id] of JSON.stringify(answer.data ?? null).matchAll(/"id":"([0-9a-f-]{36})"/g)) if (ids.length < 300) ids.push(id!);
  if (actor && codes.includes('UNAUTHENTICATED')) await restored(actor);
}

/** What must be true of the process, whatever it was asked. */
function trouble(): string[] {
  const lines = program.said.split('\n');
  const secrets = [secretMark, ...actors.map(({ client }) => client.accessToken ?? 'none'), 'x'.repeat(40)];
  return [
    ...(program.running ? [] : [`the process has ended: ${program.said.slice(-2_000)}`]),
    ...lines.filter((line) => /unhandledRejection|uncaughtException|"level":60|Internal error/.test(line)).map((line) => line.slice(0, 1_000)),
    ...lines.filter((line) => secrets.some((secret) => line.includes(secret))).map((line) => `a secret in the log: ${line.slice(0, 1_000)}`),
  ];
}

describe('operations of any kind, by anybody, over HTTP and WebSocket', () => {
  beforeAll(async () => {
    program = await Program.start('api,scheduler,worker', {
      DATABASE_URL: database.url, SLUICE_SECRET: 'x'.repeat(40), SLUICE_RATE_PER_MINUTE: '0', SLUICE_ANONYMOUS_RATE_PER_MINUTE: '0',
      SLUICE_ADMIN_PASSWORD: `${secretMark}-of-the-first`, SLUICE_LOG_LEVEL: 'debug',
    });
    await signedIn('ADMIN', 'keeper');
    const owners = await operatorsWithThings({ signedIn: (role: 'ADMIN' | 'OPERATOR' = 'ADMIN', name = 'maker') => signedIn(role, name) } as TestApi, database, ['anna', 'bruno']);
    for (const { ids: things } of owners) ids.push(...Object.values(things));
    const { rows } = await database.owner.query<Actor>(`SELECT id, name, role FROM users WHERE name IN ('anna', 'bruno', 'maker') ORDER BY name`);
    for (const row of rows) actors.push({ ...row, socket: null, things: owners[row.name === 'bruno' ? 1 : 0]!.ids, client: await new SluiceClient(program.address).signIn(row.name, password) });
  }, 60_000);
  afterAll(async () => {
    for (const { client, socket } of actors) {
      socket?.close();
      await client.close();
    }
    await program?.stop();
  });

  test(
    `${operations} of them: no failure of ours, no end of the process, no secret in the log, an answer in time`,
    async () => {
      const list = fc.array(fc.nat(), { maxLength: 250, size: 'max' });
      const property = fc.asyncProperty(fc.array(list, { minLength: atOnce, maxLength: atOnce }), async (batch) => {
        const results = await Promise.allSettled(batch.map(one));
        for (const { reason } of results.filter((result) => result.status === 'rejected')) {
          if (!process.env.FUZZ_ALL) throw reason;
          const text = String((reason as Error).message);
          const kind = /"message":"((?!Something)[^"]{0,80})/.exec(text)?.[1] ?? text.slice(0, 80);
          if (!kinds.has(kind)) kinds.set(kind, text);
        }
        expect(trouble()).toEqual([]);
        if (program.said.length > 2_000_000) program.said = '';
        if (++batches % 200 === 0) process.stderr.write(`${batches * atOnce} operations, ${kinds.size} kinds of failure\n`);
      });
      try {
        await fc.assert(property, { seed, numRuns: Math.ceil(operations / atOnce), interruptAfterTimeLimit: 3_600_000, endOnFailure: process.env.FUZZ_UNSHRUNK !== undefined });
      } finally {
        const table = [...counts].sort(([, a], [, b]) => b - a).map(([code, n]) => `  ${String(n).padStart(7)}  ${code}`);
        process.stderr.write(`fuzz, seed ${seed}, ${operations} operations, outcomes (an operation may have several):\n${table.join('\n')}\n`);
      }
      expect([...kinds.values()].join('\n\n')).toBe('');
      // Unless many were really answered, little was tried.
      expect(counts.get('answered') ?? 0).toBeGreaterThan(operations / 20);
    },
    3_600_000,
  );
});

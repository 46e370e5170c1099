import type { ImportReport } from './cast.js';
import type { ShownLetter } from './evidence.js';
import type { Check, Evidence } from './reconcile.js';
import { table } from './table.js';
import { wrap } from './wrap.js';

export interface Summary {
  imports: ({ operator: string } & ImportReport)[];
  campaigns: { name: string; operator: string; total: number; sent: number; failed: number; unknown: number; skipped: number }[];
  services: { name: string; sent: number; failed: number; unknown: number; quotaUsed: number; quotaLimit: number; paceMs: number }[];
  users: { name: string; before: number; after: number; used: number; ledgerSum: number }[];
  freeze: { reason: string; detail: string; frozenMs: number };
  kills: number;
  letters: ShownLetter[];
  checks: Check[];
  seconds: number;
  ok: boolean;
}

/** What became of the mails of each service. */
export function byService({ rows, services }: Evidence): Summary['services'] {
  const count = (name: string, state: string): number => rows.filter((row) => row.service === name && row.state === state).length;
  return services.map(({ name, quotaUsed, quotaLimit, paceMs }) => ({
    name,
    sent: count(name, 'SENT'),
    failed: count(name, 'FAILED'),
    unknown: count(name, 'UNKNOWN'),
    quotaUsed,
    quotaLimit,
    paceMs,
  }));
}

export function printLetters(letters: readonly ShownLetter[]): string {
  return letters
    .map((letter) =>
      [
        `  via ${letter.service}`,
        `  From: ${letter.from}`,
        `  To: ${letter.to}`,
        `  Subject: ${letter.subject}`,
        wrap(`  List-Unsubscribe: ${letter.listUnsubscribe}`, '    '),
        `  List-Unsubscribe-Post: ${letter.listUnsubscribePost}`,
        ...letter.text.split('\n').filter(Boolean).slice(0, 3).map((line) => `  | ${line.slice(0, 74)}`),
      ].join('\n'),
    )
    .join('\n\n');
}

export function printSummary(summary: Summary): string {
  const reasons = [...new Set(summary.imports.flatMap((report) => Object.keys(report.byReason)))].sort();
  return [
    'Contacts',
    table(['operator', 'rows', 'imported', 'rejected'], summary.imports.map((report) => [report.operator, report.rows, report.created, report.rejected])),
    '',
    table(['rejected because', ...summary.imports.map((report) => report.operator)], reasons.map((reason) => [reason, ...summary.imports.map((report) => report.byReason[reason] ?? 0)])),
    '',
    'Campaigns',
    table(['campaign', 'operator', 'mails', 'sent', 'failed', 'unknown', 'skipped'], summary.campaigns.map((c) => [c.name, c.operator, c.total, c.sent, c.failed, c.unknown, c.skipped])),
    '',
    'Services',
    table(['service', 'sent', 'failed', 'unknown', 'quota used', 'of', 'pace ms'], summary.services.map((s) => [s.name, s.sent, s.failed, s.unknown, s.quotaUsed, s.quotaLimit, s.paceMs])),
    '',
    'Users',
    table(['user', 'quota before', 'after', 'used', 'ledger sum'], summary.users.map((user) => [user.name, user.before, user.after, user.used, user.ledgerSum])),
    '',
    'Reconciliation: what the API says against what was received',
    table(['', 'check', 'found'], summary.checks.map((check) => [check.ok ? 'ok' : 'DIFFERS', check.what, check.detail])),
    '',
    `${summary.ok ? 'Everything agrees' : 'There are differences'}, after ${summary.seconds.toFixed(1)} s.`,
  ].join('\n');
}

import { describe, expect, test } from '@jest/globals';
import { reconcile, type Evidence } from '../../demo/reconcile.js';

const at = 1_700_000_000_000;
const evidence = (): { -readonly [K in keyof Evidence]: Evidence[K][number][] } => ({
  rows: [
    { recipient: 'a@example.com', state: 'SENT', service: 'one', attemptedAt: at },
    { recipient: 'b@example.com', state: 'SENT', service: 'one', attemptedAt: at + 20 },
    { recipient: 'c@example.com', state: 'FAILED', service: 'one', attemptedAt: at + 40 },
    { recipient: 'd@example.com', state: 'UNKNOWN', service: 'one', attemptedAt: at + 60 },
  ],
  received: [
    { recipient: 'a@example.com', service: 'one' },
    { recipient: 'b@example.com', service: 'one' },
    { recipient: 'd@example.com', service: 'one' },
  ],
  services: [{ name: 'one', quotaLimit: 4, quotaUsed: 4, paceMs: 20 }],
  users: [{ name: 'ada', before: 10, after: 6, ledgerSum: 6, used: 4 }],
});
const failing = (changed: Evidence): string[] => reconcile(changed).filter((check) => !check.ok).map((check) => check.what);

describe('the reconciliation of the demonstration', () => {
  test('passes when everything agrees', () => {
    expect(failing(evidence())).toEqual([]);
  });

  test.each<[string, (e: ReturnType<typeof evidence>) => void, string[]]>([
    ['a SENT mail that nobody received', (e) => e.received.splice(0, 1), ['mails received = subtasks SENT']],
    ['a mail received twice', (e) => e.received.push(e.received[0]!), ['mails received = subtasks SENT', 'no recipient twice']],
    ['a mail to a stranger', (e) => e.received.push({ recipient: 'x@example.com', service: 'one' }), ['mails received = subtasks SENT', 'nobody who was not meant']],
    ['a FAILED mail that was received', (e) => e.received.push({ recipient: 'c@example.com', service: 'one' }), ['mails received = subtasks SENT', 'nobody who was not meant']],
    ['a subtask that has not ended', (e) => (e.rows[2]!.state = 'SENDING'), ['every subtask has ended']],
    ['a ledger that does not add up', (e) => (e.users[0]!.ledgerSum = 7), ['ledger of ada']],
    ['a user charged too much', (e) => (e.users[0]!.before = 11), ['ledger of ada']],
    ['a service above its quota', (e) => (e.services[0]!.quotaUsed = 5), ['quota of one']],
    ['a service faster than its pace', (e) => (e.rows[1]!.attemptedAt = at + 18), ['pace of one']],
  ])('notices %s', (_, spoil, expected) => {
    const spoiled = evidence();
    spoil(spoiled);
    expect(failing(spoiled)).toEqual(expected);
  });
});

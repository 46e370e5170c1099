import { describe, expect, test } from '@jest/globals';
import { classifyReply, type SmtpPhase } from '../../src/providers/smtpAnswer.js';

/** Words as real servers say them. The right column is what happens to the mail; "freeze" and "exhausted" concern the whole service. */
const rows: [SmtpPhase, number, string, string][] = [
  // One recipient's trouble is never the service's.
  ['rcpt', 550, 'Account disabled', 'rejected'],
  ['rcpt', 550, '5.2.1 The email account that you tried to reach is disabled.', 'rejected'],
  ['rcpt', 554, 'delivery error: account suspended', 'rejected'],
  ['rcpt', 552, 'User quota exceeded', 'rejected'],
  ['rcpt', 552, 'mailbox quota reached, daily limit', 'rejected'],
  ['rcpt', 550, '5.7.1 You are not allowed to send to this group', 'rejected'],
  ['rcpt', 550, 'you are on the recipient\'s blacklist', 'rejected'],
  ['rcpt', 501, '5.1.3 Bad recipient address syntax', 'rejected'],
  ['rcpt', 550, '5.7.1 outstanding balance department does not take mail', 'rejected'],
  ['rcpt', 450, '4.2.1 The user you are trying to contact is receiving mail at a rate limit that prevents additional messages', 'deferredRecipient'],
  ['rcpt', 451, '4.7.1 Greylisted, please try again in 300 seconds', 'deferredRecipient'],
  ['rcpt', 452, '4.2.2 The recipient\'s inbox is out of storage space', 'deferredRecipient'],
  ['message', 554, '5.7.1 Message refused as spam', 'rejected'],
  ['message', 552, '5.3.4 Message size exceeds fixed limit', 'rejected'],
  ['message', 451, '4.7.1 Content filter is not available, try later', 'deferredRecipient'],
  // And what is the service's is not held against the recipient.
  ['rcpt', 554, '5.7.1 <b@example.org>: Relay access denied', 'unreachable'],
  ['rcpt', 550, 'relay not permitted', 'unreachable'],
  ['rcpt', 554, '5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'unreachable'],
  ['rcpt', 550, '5.1.8 <a@example.com>: Sender address rejected: Domain not found', 'unreachable'],
  ['rcpt', 550, '5.7.1 Your IP 192.0.2.1 is on our blacklist', 'unreachable'],
  ['rcpt', 530, '5.7.0 Authentication required', 'unreachable CREDENTIALS'],
  ['rcpt', 550, 'your account has been suspended', 'unreachable BALANCE'],
  ['rcpt', 550, 'balance is not enough, please recharge', 'unreachable BALANCE'],
  ['mail', 550, 'Account disabled', 'unreachable BALANCE'],
  ['mail', 550, '5.4.5 Daily user sending limit exceeded', 'deferredService exhausted'],
  ['rcpt', 550, 'daily quota of your plan is used up', 'deferredService exhausted'],
  ['rcpt', 454, 'Throttling failure: Maximum sending rate exceeded.', 'deferredService'],
  ['message', 536, 'Frequency limited', 'deferredService'],
  ['message', 451, '4.3.0 Error: queue file write error', 'deferredService'],
  ['message', 503, '5.5.1 bad sequence of commands', 'unreachable'],
  ['data', 421, '4.4.2 timeout', 'deferredService'],
];

describe('F18.6 what a server\'s words are about', () => {
  test.each(rows)('%s: %i %s: %s', (phase, code, text, expected) => {
    const outcome = classifyReply(phase, { code, text }, []) as { kind: string; freeze?: string; exhausted?: boolean };
    expect([outcome.kind, outcome.freeze, outcome.exhausted && 'exhausted'].filter(Boolean).join(' ')).toBe(expected);
  });

  test.each<[SmtpPhase, number, string, boolean]>([
    ['rcpt', 550, '5.1.1 no such user', true],
    ['rcpt', 550, 'no such user', true],
    ['rcpt', 550, '5.1.10 recipient domain takes no mail', true],
    ['rcpt', 552, '5.2.2 mailbox over quota', true],
    ['message', 550, '5.2.1 mailbox disabled', true],
    ['message', 550, 'the recipient does not exist', true],
    ['rcpt', 550, '5.7.1 You are not allowed to send to this group', false],
    ['rcpt', 550, 'you are on the recipient\'s blacklist', false],
    ['message', 554, '5.7.1 Message refused as spam', false],
    ['message', 554, 'Message refused', false],
    ['message', 552, '5.3.4 Message size exceeds fixed limit', false],
    ['message', 552, '5.2.3 Message too long for the mailbox', false],
    ['mail', 552, '5.3.4 too large', false],
  ])('F19.3 a refusal is a bounce when the address is to blame: %s: %i %s: %s', (phase, code, text, bounced) => {
    const outcome = classifyReply(phase, { code, text }, []);
    expect(outcome).toMatchObject({ kind: 'rejected' });
    expect((outcome as { bounced?: boolean }).bounced ?? false).toBe(bounced);
  });
});

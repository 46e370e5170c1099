import type { ReportedQuota } from './provider.js';

/** Columns of the database are that wide; more mails nobody sends. */
const most = 2_147_483_647;

/**
 * What GET /v1/account/quota says: {"result": {"account_quota": 7160, "daily_quota": 2000000, "daily_quota_used": 0}}, where account_quota is "the remaining number of
 * available emails under your account" (their page "Account Management"). Nothing more is documented, so what is not a count is taken for not said, and a daily quota of 0 as
 * well: who has no day's quota is not limited by the day. null: this account reports nothing we understand.
 */
export function reportedQuota(body: string): ReportedQuota | null {
  const answer = fieldsOf(parsed(body));
  const values = 'result' in answer ? fieldsOf(answer['result']) : answer;
  const account = countOf(values['account_quota']);
  const limit = countOf(values['daily_quota']) || null;
  const used = countOf(values['daily_quota_used'] ?? values['daily_used']);
  const left = [account, limit !== null && used !== null ? Math.max(0, limit - used) : null].filter((count) => count !== null);
  return left.length === 0 ? null : { limit, used, remaining: Math.min(...left) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});

function countOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && number >= 0 ? Math.min(Math.floor(number), most) : null;
}

import type pg from 'pg';
import type { Claim } from './claims.js';

/** A claimed mail as it is loaded after the claim, when suppression is looked at again (E4). */
export interface LoadedMail {
  claim: Claim;
  seq: number;
  attempt: number;
  subtaskId: string;
  email: string;
  nickname: string | null;
  attributes: Record<string, unknown>;
  tags: string[];
  /** Why it must not be sent, or null. SETTLED: a late result of an earlier try ended it meanwhile. */
  skip: 'SUPPRESSED' | 'ERASED' | 'SETTLED' | null;
  /** The state that a SETTLED mail has. */
  state: 'PENDING' | 'SKIPPED' | 'UNKNOWN' | 'FAILED' | 'SENT';
}

interface Row {
  claim: number;
  seq: number;
  attempt: number;
  id: string;
  email: string;
  state: LoadedMail['state'];
  contact_id: string | null;
  is_direct: boolean;
  nickname: string | null;
  attributes: Record<string, unknown> | null;
  tags: string[] | null;
  suppressed: boolean;
}

// Ranges by one index range each, lists by one look-up a mail; contact and suppression by their unique indexes.
const loadSql = `
  WITH mails AS MATERIALIZED (
    SELECT c.claim, s.seq, 1 AS attempt, s.id, s.email, s.state, s.contact_id, s.task_id
      FROM unnest($1::bigint[], $2::uuid[], $3::int[], $4::int[]) AS c(claim, task_id, lo, hi)
     CROSS JOIN LATERAL (SELECT * FROM subtasks s WHERE s.task_id = c.task_id AND s.seq BETWEEN c.lo AND c.hi OFFSET 0) s
    UNION ALL
    SELECT c.claim, s.seq, c.attempt, s.id, s.email, s.state, s.contact_id, s.task_id
      FROM unnest($5::bigint[], $6::uuid[], $7::int[], $8::int[]) AS c(claim, task_id, seq, attempt)
      JOIN subtasks s ON s.task_id = c.task_id AND s.seq = c.seq)
  SELECT m.claim, m.seq, m.attempt, m.id, m.email, m.state, k.id AS contact_id, tc.bound_service_id IS NOT NULL AS is_direct, k.nickname, k.attributes,
         ARRAY(SELECT t.name FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id WHERE ct.contact_id = m.contact_id ORDER BY t.name) AS tags,
         x.id IS NOT NULL AS suppressed
    FROM mails m
    JOIN task_cursors tc ON tc.task_id = m.task_id
    LEFT JOIN contacts k ON k.id = m.contact_id
    LEFT JOIN suppressions x ON x.user_id = tc.user_id AND x.email = lower(m.email)
   ORDER BY m.claim, m.seq`;

/** Loads the mails of claims that were just made, in the order of claims and sequence. */
export async function loadMails(pool: pg.Pool, claims: readonly Claim[]): Promise<LoadedMail[]> {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const ranges = claims.filter((claim) => claim.range);
  const lists = claims
    .filter((claim) => claim.seqs)
    .flatMap((claim) => claim.seqs!.map((seq, i) => ({ claim: claim.id, taskId: claim.taskId, seq, attempt: claim.attempts![i]! })));
  const { rows } = await pool.query<Row>({
    name: 'load-mails',
    text: loadSql,
    values: [
      ranges.map((claim) => claim.id),
      ranges.map((claim) => claim.taskId),
      ranges.map((claim) => claim.range!.lo),
      ranges.map((claim) => claim.range!.hi),
      lists.map((mail) => mail.claim),
      lists.map((mail) => mail.taskId),
      lists.map((mail) => mail.seq),
      lists.map((mail) => mail.attempt),
    ],
  });
  return rows.map((row) => ({
    claim: byId.get(row.claim)!,
    seq: row.seq,
    attempt: row.attempt,
    subtaskId: row.id,
    email: row.email,
    nickname: row.nickname,
    attributes: row.attributes ?? {},
    tags: row.tags ?? [],
    skip: skipOf(row),
    state: row.state,
  }));
}

function skipOf(row: Row): LoadedMail['skip'] {
  if (row.state !== 'PENDING') return 'SETTLED';
  // An alert goes to an address, behind which there is no contact that could have been erased.
  if (row.is_direct) return null;
  if (row.contact_id === null) return 'ERASED';
  return row.suppressed ? 'SUPPRESSED' : null;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { now } from '../clock.js';
import { type AuditedChange, AuditLog } from '../entities/AuditLog.js';
import { isId, newId } from '../ids.js';
import type { AuditMask } from './auditMask.js';
import { query } from './query.js';

/** A mutation that is under way. */
export interface Act {
  action: string;
  input: unknown;
  /** Fields of the input that hold what is known of a contact. */
  personal: readonly string[];
}

/** Who acts, and from where. */
export interface Actor {
  actorId: string | null;
  sessionId: string | null;
  tokenId: string | null;
  address: string;
  userAgent: string;
  requestId: string;
}

interface Noted extends AuditedChange {
  n: number;
}

/** Begins the transaction of a mutation: from now on the database notes what changes (operations/sql/audit.sql). */
export async function beginAct(em: EntityManager, timeoutMs: number): Promise<void> {
  await query(em, sql`SELECT begin_act(${timeoutMs}::int)`);
}

/** Writes down what a mutation did, in its transaction: committed with it or not at all (E7). To be called last. */
export async function auditDone(em: EntityManager, act: Act, actor: Actor, mask: AuditMask): Promise<void> {
  await em.flush();
  const noted = await query(em, sql<Noted>`SELECT n, table_name AS table, kind, id, before, after FROM pg_temp.noted_changes ORDER BY n`);
  const [count] = await query(em, sql<{ total: number }>`SELECT current_setting('sluice.noted')::int AS total`);
  const changes = noted.map(({ n: _n, ...change }) => mask.change(change));
  write(em, act, actor, mask, { outcome: 'DONE', refusalCodes: [], changes, changesTotal: count!.total });
  await em.flush();
}

/** A refused mutation has changed nothing; that it was tried is kept. */
export async function auditRefused(em: EntityManager, act: Act, actor: Actor, mask: AuditMask, refusalCodes: string[]): Promise<void> {
  write(em, act, actor, mask, { outcome: 'REFUSED', refusalCodes, changes: [], changesTotal: 0 });
  await em.flush();
}

type Result = Pick<AuditLog, 'outcome' | 'refusalCodes' | 'changes' | 'changesTotal'>;

function write(em: EntityManager, { action, input, personal }: Act, actor: Actor, mask: AuditMask, result: Result): void {
  const ids = new Set([...idsIn(input), ...result.changes.map(({ id }) => id)].filter(isId).map((id) => id.toLowerCase()));
  em.create(AuditLog, {
    id: newId(),
    action,
    ...result,
    ...actor,
    userAgent: actor.userAgent.slice(0, 500),
    input: mask.input(input, personal),
    objectIds: [...ids].slice(0, 500),
    createdAt: now(),
  });
}

/** What the input names: also of a refused act one can ask which object it was about. */
function idsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => (typeof one === 'string' ? [one] : idsIn(one)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (typeof inner === 'string' ? (/^id$|Ids?$/.test(name) ? [inner] : []) : idsIn(inner)));
}

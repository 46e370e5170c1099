import { Refusal, type RefusalCode } from '../errors.js';

/** What a broken constraint means to the user: two requests at once can both pass the check that comes before the insert. */
const constraints: Record<string, [RefusalCode, string, string[]]> = {
  users_name: ['TAKEN', 'This user name is taken.', ['name']],
  users_email: ['TAKEN', 'This e-mail address is taken.', ['email']],
  senders_name: ['TAKEN', 'This sender name is taken.', ['name']],
  email_services_name: ['TAKEN', 'This service name is taken.', ['name']],
  service_groups_name: ['TAKEN', 'This group name is taken.', ['name']],
  contacts_email: ['TAKEN', 'A contact with this e-mail address exists.', ['email']],
  alert_webhooks_name: ['TAKEN', 'A webhook of this name exists.', ['name']],
  tags_name: ['TAKEN', 'A tag of this name exists.', ['name']],
};

interface DatabaseError {
  code?: string;
  detail?: string;
  constraint?: string;
  previous?: DatabaseError;
  cause?: DatabaseError;
}

const asDatabaseError = (error: unknown): DatabaseError => (error ?? {}) as DatabaseError;

/** The refusal that an error stands for, or null when it is none and stays an error. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { code, detail, constraint } = asDatabaseError(error);
  if (code === 'SL001') return new Refusal('NOT_ENOUGH_QUOTA', `Not enough sending quota: ${detail} more needed.`);
  if (code === 'SL002') return new Refusal('INVALID', 'A quota is at most 2147483647.', ['amount']);
  const known = code === '23505' && constraint ? constraints[constraint] : undefined;
  return known ? new Refusal(...known) : null;
}

/** Deadlock, or a serialization that failed: PostgreSQL undid this transaction so that another could go on. */
export const isWorthRepeating = (error: unknown): boolean => ['40P01', '40001'].includes(asDatabaseError(error).code ?? '');

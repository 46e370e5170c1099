import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import type { EmailService } from '../entities/EmailService.js';
import { Refusal } from '../errors.js';
import type { Keys } from '../keys.js';
import { checkLine } from './checkLine.js';
import type { NewEmailService } from './createEmailService.js';
import { lockService } from './lockService.js';
import { logServiceEvent } from './logServiceEvent.js';
import { checkReset } from './resetTime.js';
import { checkDailyQuota, checkDomain, checkFreezeThreshold, checkFreezeWindow, checkPaceMs, checkRampUp } from './serviceFields.js';
import { chosenProvider, providerColumns } from './serviceProvider.js';

/** Absent: as it is. */
export type EmailServicePatch = Partial<Omit<NewEmailService, 'isEnabled'>>;

/** Edits a service. The lane follows by a trigger, so quota and pace hold from the next claim; reset time and zone from the next reset (F18.4). */
export async function updateEmailService(em: EntityManager, id: string, patch: EmailServicePatch, keys: Keys, actorId: string): Promise<EmailService> {
  const service = await lockService(em, id);
  service.demandNotArchived();
  const changes = await inPatch(() => checked(em, service, patch, keys));
  const changed = Object.entries(changes).filter(([name, value]) => !isSame(service[name as keyof EmailService], value));
  if (changed.length === 0) return service;
  em.assign(service, Object.fromEntries(changed), { mergeObjectProperties: false });
  service.updatedAt = now();
  logServiceEvent(em, id, 'EDITED', { actorId, detail: shownNames(changed.map(([name]) => name)) });
  await em.flush();
  return service;
}

async function checked(em: EntityManager, service: EmailService, patch: EmailServicePatch, keys: Keys): Promise<Partial<EmailService>> {
  const changes: Partial<EmailService> = {};
  if (patch.name != null) changes.name = checkLine(patch.name, 100, ['name']);
  if (patch.domain != null) changes.domain = checkDomain(patch.domain);
  if (patch.dailyQuota != null) changes.dailyQuota = checkDailyQuota(patch.dailyQuota);
  if (patch.resetTime != null || patch.zone != null) Object.assign(changes, await checkReset(em, patch, service));
  if (patch.paceMs != null) changes.paceMs = checkPaceMs(patch.paceMs);
  if (patch.freezeThreshold != null) changes.freezeThreshold = checkFreezeThreshold(patch.freezeThreshold);
  if (patch.freezeWindowSeconds !== undefined) changes.freezeWindowS = checkFreezeWindow(patch.freezeWindowSeconds);
  if (patch.rampUp !== undefined) Object.assign(changes, checkRampUp(patch.rampUp));
  if (patch.isThawedByProbe != null) changes.thawByProbe = patch.isThawedByProbe;
  const chosen = chosenProvider(patch);
  if (!chosen) return changes;
  if (chosen.provider !== service.provider) throw new Refusal('INVALID', `The provider of a service stays ${service.provider}.`, [chosen.field]);
  const { settings, credentials, credentialsKeyId, credentialsHint, credentialsVersion, account } = providerColumns(service.id, chosen, keys, service);
  return { ...changes, settings, credentials, credentialsKeyId, credentialsHint, credentialsVersion, account };
}

/** Refusals name the path in the whole input: the fields of an update lie in its patch. */
async function inPatch<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, ['patch', ...error.field]);
    throw error;
  }
}

/** PostgreSQL gives "08:00:00" for what was set as "08:00". */
const isSame = (before: unknown, after: unknown): boolean =>
  before === after || JSON.stringify(before) === JSON.stringify(after) || (typeof before === 'string' && before === `${String(after)}:00`);

/** The log names what was edited, not the columns that go with it, and no values: some are secrets. */
function shownNames(names: string[]): string {
  const derived = ['credentialsKeyId', 'credentialsHint', 'credentialsVersion', 'account'];
  const said = names.map((name) => (name.startsWith('ramp') ? 'rampUp' : name));
  return [...new Set(said)].filter((name) => !derived.includes(name)).join(', ');
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { EmailService } from '../entities/EmailService.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import type { Keys } from '../keys.js';
import { checkLine } from './checkLine.js';
import { logServiceEvent } from './logServiceEvent.js';
import { checkReset } from './resetTime.js';
import { checkDailyQuota, checkDomain, checkFreezeThreshold, checkFreezeWindow, checkPaceMs, checkRampUp, type RampUp, redeliverySeconds } from './serviceFields.js';
import { chosenProvider, providerColumns, type ProviderInput } from './serviceProvider.js';

export interface NewEmailService extends ProviderInput {
  name: string;
  domain: string;
  dailyQuota: number;
  resetTime: string;
  zone: string;
  paceMs: number;
  freezeThreshold: number;
  freezeWindowSeconds?: number | null;
  isEnabled: boolean;
  isThawedByProbe: boolean;
  rampUp?: RampUp | null;
}

/** Registers a service (F18.1). Its lane is made by a trigger; its first quota period begins with its first mail. */
export async function createEmailService(em: EntityManager, given: NewEmailService, keys: Keys, actorId: string): Promise<EmailService> {
  const chosen = chosenProvider(given);
  if (!chosen) throw new Refusal('INVALID', 'Say which provider: give engagelab, smtp or sandbox.', ['engagelab']);
  const id = newId();
  const at = now();
  const service = em.create(EmailService, {
    id,
    name: checkLine(given.name, 100, ['name']),
    provider: chosen.provider,
    domain: checkDomain(given.domain),
    ...providerColumns(id, chosen, keys, null),
    enabled: given.isEnabled,
    dailyQuota: checkDailyQuota(given.dailyQuota),
    ...(await checkReset(em, given)),
    paceMs: checkPaceMs(given.paceMs),
    freezeThreshold: checkFreezeThreshold(given.freezeThreshold),
    freezeWindowS: checkFreezeWindow(given.freezeWindowSeconds ?? null),
    thawByProbe: given.isThawedByProbe,
    ...checkRampUp(given.rampUp ?? null),
    redeliveryS: redeliverySeconds[chosen.provider],
    createdAt: at,
    updatedAt: at,
  });
  logServiceEvent(em, id, 'CREATED', { actorId, detail: service.name });
  await em.flush();
  return service;
}

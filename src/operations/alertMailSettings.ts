import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import type { AlertRule, AlertSeverity } from '../entities/Alert.js';
import { AlertMailSettings } from '../entities/AlertSetting.js';
import { EmailService } from '../entities/EmailService.js';
import { checkEmailAddress } from '../entities/emailAddress.js';
import { checkSenderName } from '../entities/Sender.js';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { isId, newId } from '../ids.js';
import { checkLine } from './checkLine.js';

export interface GivenMailSettings {
  isEnabled: boolean;
  serviceId?: string | null;
  senderLocalPart: string;
  displayName?: string | null;
  toAdministrators: boolean;
  recipients: string[];
  rules?: AlertRule[] | null;
  severities?: AlertSeverity[] | null;
}

const mostRecipients = 50;

/** Who is told of alerts by mail; null until it was set. */
export const alertMailSettings = (em: EntityManager): Promise<AlertMailSettings | null> => em.findOne(AlertMailSettings, { id: { $ne: null } });

/** Replaces all of them. A service may be archived later: then no mail goes out, and the log says so. */
export async function updateAlertMailSettings(em: EntityManager, given: GivenMailSettings): Promise<AlertMailSettings> {
  const service = given.serviceId != null ? await usableService(em, given.serviceId) : null;
  const recipients = given.recipients.map((text, i) => checkedAddress(text, i));
  if (recipients.length > mostRecipients) throw new Refusal('INVALID', `There are at most ${mostRecipients} recipients.`, ['recipients']);
  if (given.isEnabled && service === null) throw new Refusal('INVALID', 'Say which service sends them.', ['serviceId']);
  if (given.isEnabled && recipients.length === 0 && !given.toAdministrators) throw new Refusal('INVALID', 'Say who gets them.', ['recipients']);
  const values = {
    enabled: given.isEnabled,
    serviceId: service?.id ?? null,
    senderLocalPart: localPart(given.senderLocalPart),
    displayName: given.displayName ? checkLine(given.displayName, 100, ['displayName']) : null,
    toAdministrators: given.toAdministrators,
    recipients: [...new Set(recipients)],
    rules: given.rules ?? null,
    severities: given.severities ?? null,
    updatedAt: now(),
  };
  const before = await alertMailSettings(em);
  const settings = before ? em.assign(before, values) : em.create(AlertMailSettings, { id: newId(), ...values });
  await em.flush();
  return settings;
}

async function usableService(em: EntityManager, id: string): Promise<EmailService> {
  const service = isId(id) ? await em.findOne(EmailService, { id, archivedAt: null }) : null;
  if (!service) throw new Refusal('NOT_FOUND', 'There is no such service.', ['serviceId']);
  return service;
}

function checkedAddress(text: string, i: number): string {
  const checked = checkEmailAddress(text);
  if ('fault' in checked) throw new Refusal('INVALID', 'This is not an e-mail address.', ['recipients', String(i)]);
  return checked.address;
}

/** The same rule as for senders, whose names it may share: an alert is not sent for a user. */
function localPart(text: string): string {
  try {
    return checkSenderName(text);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, error.message, ['senderLocalPart']) : error;
  }
}

/** The addresses that are meant now, each once: administrators come and go. */
export async function alertMailRecipients(em: EntityManager, settings: AlertMailSettings): Promise<string[]> {
  const administrators = settings.toAdministrators ? await em.find(User, { role: 'ADMIN', enabled: true, archivedAt: null }, { orderBy: { id: 'asc' } }) : [];
  const theirs = administrators.flatMap(({ email }) => {
    const checked = checkEmailAddress(email);
    // The first administrator may be admin@localhost.
    return 'fault' in checked ? [] : [checked.address];
  });
  return [...new Map([...settings.recipients, ...theirs].map((address) => [address.toLowerCase(), address])).values()];
}

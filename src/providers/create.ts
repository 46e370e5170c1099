import type pg from 'pg';
import { Refusal } from '../errors.js';
import { EngagelabChannel } from './engagelab.js';
import type { Channel, ChannelTimeouts } from './provider.js';
import { SandboxChannel } from './sandbox.js';
import { checkCredentials, checkSettings, type Provider } from './settings.js';
import { SmtpChannel } from './smtp.js';

/** A service as the worker knows it; settings and credentials as they come from the database, the latter decrypted. */
export interface ServiceDescription {
  id: string;
  provider: Provider;
  settings: unknown;
  credentials: unknown;
  timeouts: ChannelTimeouts;
}

export interface ChannelDependencies {
  /** Where the sandbox keeps its mails. */
  pool: pg.Pool;
}

/** The way to one service. Throws a Refusal when the service's settings or credentials cannot be used. */
export function createChannel(service: ServiceDescription, { pool }: ChannelDependencies): Channel {
  const { id, timeouts } = service;
  switch (service.provider) {
    case 'ENGAGELAB':
      return new EngagelabChannel(checkSettings('ENGAGELAB', service.settings), checkCredentials('ENGAGELAB', service.credentials), timeouts);
    case 'SMTP': {
      const settings = checkSettings('SMTP', service.settings);
      const credentials = checkCredentials('SMTP', service.credentials);
      if (settings.user !== null && credentials === null) throw new Refusal('INVALID', 'password is missing', ['password']);
      return new SmtpChannel(settings, credentials, timeouts);
    }
    case 'SANDBOX':
      return new SandboxChannel(id, checkSettings('SANDBOX', service.settings), timeouts, pool);
  }
}

import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/errors.js';
import { accountOf, checkCredentials, checkSettings, type Provider } from '../../src/providers/settings.js';
import { certificate } from './mail.js';

function refusal(work: () => unknown): { message: string; field: readonly string[] } {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return { message: error.message, field: error.field };
    throw error;
  }
  throw new Error('nothing was refused');
}

const relay = { host: 'relay.example.com', port: 587, tls: 'STARTTLS' };

describe('F18.1 settings of a service', () => {
  test('defaults are filled in and nothing else is kept', () => {
    expect(checkSettings('SMTP', { ...relay, extra: 1, user: '' })).toEqual({ ...relay, user: null, connections: 8, ca: null });
    expect(checkSettings('ENGAGELAB', { apiUser: 'me' })).toEqual({ apiUser: 'me', dataCentre: 'SINGAPORE', baseUrl: null, connections: 64 });
    expect(checkSettings('SANDBOX', {})).toEqual({ connections: 256, delayMs: 0, failEvery: 0, failWith: 'REJECTED' });
  });

  test('a base URL of one\'s own loses its last slash, and is not kept where the data centre names one', () => {
    expect(checkSettings('ENGAGELAB', { apiUser: 'me', dataCentre: 'CUSTOM', baseUrl: 'HTTP://localhost:8080/mail/' }).baseUrl).toBe('http://localhost:8080/mail');
    expect(checkSettings('ENGAGELAB', { apiUser: 'me', dataCentre: 'TURKEY', baseUrl: 'http://localhost' }).baseUrl).toBeNull();
  });

  test.each<[Provider, unknown, string]>([
    ['SMTP', { ...relay, host: '' }, 'host'],
    ['SMTP', { ...relay, host: 'a b' }, 'host'],
    ['SMTP', { ...relay, host: 'x\r\nEHLO y' }, 'host'],
    ['SMTP', { ...relay, port: 0 }, 'port'],
    ['SMTP', { ...relay, port: 65_536 }, 'port'],
    ['SMTP', { ...relay, port: '25' }, 'port'],
    ['SMTP', { host: 'h', tls: 'NONE' }, 'port'],
    ['SMTP', { ...relay, tls: 'SSL' }, 'tls'],
    ['SMTP', { ...relay, tls: undefined }, 'tls'],
    ['SMTP', { ...relay, connections: 201 }, 'connections'],
    ['SMTP', { ...relay, user: 'a\0b' }, 'user'],
    ['SMTP', { ...relay, ca: 'no certificate' }, 'ca'],
    ['ENGAGELAB', {}, 'apiUser'],
    ['ENGAGELAB', { apiUser: 'a:b' }, 'apiUser'],
    ['ENGAGELAB', { apiUser: 'me', dataCentre: 'MARS' }, 'dataCentre'],
    ['ENGAGELAB', { apiUser: 'me', dataCentre: 'CUSTOM' }, 'baseUrl'],
    ['ENGAGELAB', { apiUser: 'me', dataCentre: 'CUSTOM', baseUrl: 'ftp://example.com' }, 'baseUrl'],
    ['ENGAGELAB', { apiUser: 'me', dataCentre: 'CUSTOM', baseUrl: 'http://user:secret@example.com' }, 'baseUrl'],
    ['ENGAGELAB', { apiUser: 'me', connections: 0 }, 'connections'],
    ['SANDBOX', { delayMs: -1 }, 'delayMs'],
    ['SANDBOX', { failWith: 'EXPLODE' }, 'failWith'],
  ])('%s %j is refused at %s', (provider, settings, field) => {
    expect(refusal(() => checkSettings(provider, settings, ['settings'])).field).toEqual(['settings', field]);
  });

  test.each([null, [], 'text', 7])('settings %j are refused as a whole', (settings) => {
    expect(refusal(() => checkSettings('SMTP', settings, ['settings'])).field).toEqual(['settings']);
  });

  test('a certificate authority in PEM form is taken', () => {
    expect(checkSettings('SMTP', { ...relay, ca: certificate.cert }).ca).toBe(certificate.cert);
  });
});

describe('F18.2 credentials', () => {
  test('are demanded where the provider needs them', () => {
    expect(refusal(() => checkCredentials('ENGAGELAB', null)).field).toEqual(['apiKey']);
    expect(checkCredentials('SMTP', null)).toBeNull();
    expect(refusal(() => checkCredentials('SMTP', { password: '' })).field).toEqual(['password']);
    expect(checkCredentials('SANDBOX', null)).toBeNull();
    // Those of another provider are refused by name, whatever is missing besides.
    expect(refusal(() => checkCredentials('SANDBOX', { password: 'left over' })).field).toEqual(['password']);
    expect(refusal(() => checkCredentials('SMTP', { apiKey: 'of an account' }, ['smtp'])).field).toEqual(['smtp', 'apiKey']);
    expect(refusal(() => checkCredentials('ENGAGELAB', { apiKey: 'of an account', password: 'of a relay' })).field).toEqual(['password']);
    expect(checkCredentials('ENGAGELAB', { apiKey: 'of an account', password: null })).toEqual({ apiKey: 'of an account', webhookAppKey: null });
  });

  test('are never quoted in a refusal', () => {
    const { message } = refusal(() => checkCredentials('SMTP', { password: 'hunter2\n' }));
    expect(message).not.toContain('hunter2');
  });
});

describe('F17.2 the account within which a request id is known again', () => {
  test('is the provider\'s account and the version of the credentials', () => {
    expect(accountOf('ENGAGELAB', { apiUser: 'me' }, 3)).toBe('ENGAGELAB:me@https://email.api.engagelab.cc#3');
    expect(accountOf('ENGAGELAB', { apiUser: 'me', dataCentre: 'TURKEY' }, 3)).toBe('ENGAGELAB:me@https://emailapi-tr.engagelab.com#3');
    expect(accountOf('SMTP', { ...relay, user: 'me' }, 0)).toBe('SMTP:me@relay.example.com:587#0');
    expect(accountOf('SANDBOX', {}, 0)).toBe('SANDBOX:#0');
  });

  test('does not change with the number of connections', () => {
    expect(accountOf('ENGAGELAB', { apiUser: 'me', connections: 5 }, 1)).toBe(accountOf('ENGAGELAB', { apiUser: 'me', connections: 6 }, 1));
  });
});

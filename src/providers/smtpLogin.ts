import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { errorCode, quote } from './answerText.js';
import type { Outcome } from './provider.js';
import type { SmtpCredentials, SmtpSettings } from './settings.js';
import { classifyLogin, classifyReply } from './smtpAnswer.js';

/** A socket on which MAIL may be said. */
export interface LoggedIn {
  socket: Socket;
  pipelining: boolean;
}

/**
 * Connects, secures and logs in by nodemailer's SMTPConnection, which knows the ways of TLS and AUTH, then takes its socket over:
 * its send() goes through streams, and its errors do not tell "lost before the message" from "lost after it". connectMs is for all of it.
 */
export function logIn(settings: SmtpSettings, credentials: SmtpCredentials | null, secrets: readonly string[], connectMs: number): Promise<LoggedIn | { failed: Outcome }> {
  const connection = new SMTPConnection({
    host: settings.host, port: settings.port,
    secure: settings.tls === 'TLS', requireTLS: settings.tls === 'STARTTLS', ignoreTLS: settings.tls === 'NONE',
    tls: { minVersion: 'TLSv1.2', ...(settings.ca === null ? {} : { ca: settings.ca }) },
    connectionTimeout: connectMs, greetingTimeout: connectMs, dnsTimeout: connectMs, socketTimeout: connectMs,
    allowInternalNetworkInterfaces: true, // a host name that resolves to loopback
  });
  return new Promise((resolve) => {
    let over = false;
    const end = (result: LoggedIn | { failed: Outcome }): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      if ('failed' in result) connection.close();
      resolve(result);
    };
    const fail = (error: unknown): void => end({ failed: classifyFailure(error, secrets) });
    const timer = setTimeout(() => fail(new NoAnswer(`not connected and logged in within ${connectMs} ms`)), connectMs);

    connection.on('error', fail);
    connection.on('end', () => fail(new Error('the server closed the connection')));
    connection.connect((error) => {
      if (error) return fail(error);
      const hello = connection.lastServerResponse || '';
      const ready = (): void => {
        const socket = takeOver(connection);
        if (socket === null) return fail(new Error('the server spoke out of turn'));
        end({ socket, pipelining: /^250[ -]PIPELINING\s*$/im.test(hello) });
      };
      if (settings.user === null) return ready();
      if (!connection.allowsAuth) return end({ failed: { kind: 'unreachable', code: 'ENOAUTH', text: 'the server offers no log-in on this connection' } });
      connection.login({ user: settings.user, pass: credentials?.password ?? '' }, (refused) => (refused ? fail(refused) : ready()));
    });
  });
}

class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
}

/** What nodemailer calls the listeners it puts on the socket. A version that renames them fails the first test that sends a mail. */
const LISTENERS = { data: '_onSocketData', error: '_onSocketError', close: '_onSocketClose', end: '_onSocketEnd', timeout: '_onSocketTimeout' } as const;

/** The socket, with nothing of nodemailer's left on it; null when bytes were read that nobody asked for. */
function takeOver(connection: SMTPConnection): Socket | null {
  const inside = connection as unknown as Record<(typeof LISTENERS)[keyof typeof LISTENERS], (...args: unknown[]) => void> & { _remainder: string; _responseQueue: string[] };
  const socket = connection._socket;
  if (!socket || socket.destroyed || inside._remainder !== '' || inside._responseQueue.length > 0) return null;
  for (const [event, listener] of Object.entries(LISTENERS)) {
    const before = socket.listenerCount(event);
    socket.off(event, inside[listener]);
    if (socket.listenerCount(event) !== before - 1) throw new Error(`nodemailer has no ${listener} on its socket: src/providers/smtpLogin.ts must be adapted to this version`);
  }
  connection.removeAllListeners();
  return socket;
}

/** Nothing has been handed over yet, so the worst is "unreachable". */
function classifyFailure(error: unknown, secrets: readonly string[]): Outcome {
  const { code, originalCode, responseCode, response, message } = error as { code?: string; originalCode?: string; responseCode?: number; response?: string; message?: string };
  if (typeof responseCode === 'number') {
    const reply = { code: responseCode, text: (response ?? '').replace(/^\d{3}[ -]?/gm, '') };
    return code === 'EAUTH' ? classifyLogin(reply, secrets) : classifyReply('login', reply, secrets);
  }
  const text = quote(message ?? String(error), secrets);
  // Without a reply: nodemailer could not even try (no common mechanism).
  if (code === 'EAUTH') return { kind: 'unreachable', code: 'EAUTH', text, freeze: 'CREDENTIALS' };
  return { kind: 'unreachable', code: originalCode ?? errorCode(error, 'ECONNECTION'), text };
}

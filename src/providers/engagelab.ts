import { buildConnector } from 'undici';
import { errorCode, quote, secretForms } from './answerText.js';
import { classify } from './engagelabAnswer.js';
import { sendRequest } from './engagelabRequest.js';
import { type Exchange, HttpConnection } from './httpConnection.js';
import { reportedQuota } from './engagelabQuota.js';
import type { Channel, ChannelTimeouts, Connection, FailedConnect, Mail, Outcome, ProbeResult, ReportedQuota } from './provider.js';
import { baseUrlOf, type EngagelabCredentials, type EngagelabSettings } from './settings.js';

/** EngageLab over HTTP: one request a mail, one mail at a time on each keep-alive connection. */
export class EngagelabChannel implements Channel {
  readonly capacity: number;
  readonly #url: URL;
  readonly #headers: string[];
  readonly #secrets: string[];
  readonly #connector: buildConnector.connector;
  /** The one used last is used first, so that connections not needed run into their idle time. */
  readonly #idle: HttpConnection[] = [];
  #out = 0;
  #sending = 0;
  #closing = false;
  #sent: (() => void) | null = null;

  constructor(
    settings: EngagelabSettings,
    credentials: EngagelabCredentials,
    private readonly timeouts: ChannelTimeouts,
  ) {
    this.capacity = settings.connections;
    this.#url = new URL(baseUrlOf(settings));
    this.#secrets = secretForms(settings.apiUser, credentials.apiKey);
    const authorization = `Basic ${Buffer.from(`${settings.apiUser}:${credentials.apiKey}`, 'utf8').toString('base64')}`;
    this.#headers = ['authorization', authorization, 'content-type', 'application/json; charset=utf-8', 'user-agent', 'Sluice'];
    this.#connector = buildConnector({ timeout: timeouts.connectMs, autoSelectFamily: true });
  }

  async connect(): Promise<Connection | FailedConnect> {
    if (this.#closing || this.#out >= this.capacity) return { failed: { kind: 'notAttempted' } };
    this.#out++;
    const http = this.#idle.pop() ?? this.#newConnection();
    if (!http.isOpen) {
      try {
        await http.open();
      } catch (error) {
        this.#out--;
        void http.close();
        return { failed: this.#unreachable(error) };
      }
    }
    if (this.#closing) {
      this.#out--;
      void http.close();
      return { failed: { kind: 'notAttempted' } };
    }
    return this.#handOut(http);
  }

  async probe(): Promise<ProbeResult> {
    const began = performance.now();
    const http = this.#newConnection();
    try {
      await http.open();
      const exchange = await this.#exchange(http, 'GET', '/v1/labels?offset=0&limit=1', null, Infinity);
      return { ...this.#judge(exchange), latencyMs: Math.round(performance.now() - began) };
    } catch (error) {
      const { code, text } = this.#unreachable(error);
      return { ok: false, code, text, latencyMs: Math.round(performance.now() - began) };
    } finally {
      await http.close();
    }
  }

  /** An account, a data centre or a proxy without this address reports none. */
  async quota(): Promise<ReportedQuota | null> {
    const http = this.#newConnection();
    try {
      await http.open();
      const exchange = await this.#exchange(http, 'GET', '/v1/account/quota', null, Infinity);
      if (exchange.kind === 'answered' && exchange.status === 200) return reportedQuota(exchange.body);
      if (exchange.kind === 'answered' && [404, 405, 501].includes(exchange.status)) return null;
      const { code, text } = this.#judge(exchange);
      throw new Error(`the quota could not be asked for: ${code} ${text}`);
    } finally {
      await http.close();
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#sending > 0) await new Promise<void>((resolve) => (this.#sent = resolve));
    await Promise.all(this.#idle.splice(0).map((http) => http.close()));
  }

  #newConnection(): HttpConnection {
    return new HttpConnection(this.#url, this.#connector, this.timeouts.connectMs);
  }

  #handOut(http: HttpConnection): Connection {
    let held = true;
    const giveBack = (): void => {
      if (!held) return;
      held = false;
      this.#out--;
      if (this.#closing) void http.close();
      else this.#idle.push(http);
    };
    const send = async (mail: Mail, deadline: number): Promise<Outcome> => {
      if (!held || this.#closing || performance.now() > deadline) {
        giveBack();
        return { kind: 'notAttempted' };
      }
      this.#sending++;
      try {
        return classify(await this.#exchange(http, 'POST', '/v1/mail/send', sendRequest(mail), deadline), this.#secrets);
      } finally {
        giveBack();
        if (--this.#sending === 0) this.#sent?.();
      }
    };
    return { send, release: giveBack };
  }

  #exchange(http: HttpConnection, method: 'GET' | 'POST', path: string, body: string | null, deadline: number): Promise<Exchange> {
    const prefix = this.#url.pathname === '/' ? '' : this.#url.pathname;
    return http.exchange({ method, path: prefix + path, headers: this.#headers, body, deadline, timeoutMs: this.timeouts.commandMs });
  }

  #judge(exchange: Exchange): { ok: boolean; code: string; text: string } {
    if (exchange.kind === 'answered' && exchange.status === 200) return { ok: true, code: 'HTTP_200', text: '' };
    const outcome = classify(exchange, this.#secrets);
    return 'code' in outcome ? { ok: false, code: outcome.code, text: outcome.text } : { ok: false, code: 'HTTP_UNEXPECTED', text: '' };
  }

  #unreachable(error: unknown): { kind: 'unreachable'; code: string; text: string } {
    const message = error instanceof Error ? error.message || errorCode(error, '') : String(error);
    return { kind: 'unreachable', code: errorCode(error, 'ECONNECTION'), text: quote(message, this.#secrets) };
  }
}

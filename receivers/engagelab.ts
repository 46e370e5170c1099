import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Action, Behaviour } from './behaviour.js';
import { messageOf } from './engagelabMessage.js';
import { checkRequest, type SendRequest } from './engagelabRequest.js';
import { MailStore } from './mailStore.js';

/** accept: a connection; request: read but not recorded; recorded: taken but not answered; labels: the health check; quota: the account's. */
export const engagelabPhases = ['accept', 'request', 'recorded', 'labels', 'quota'] as const;

/** What the account may still send: in all, and a day; what was taken here counts, and what others sent with it. */
export interface AccountQuota {
  account: number;
  daily: number;
  usedElsewhere?: number;
}

export interface EngagelabReceiverOptions {
  port?: number;
  mboxPath?: string | null;
  apiUser?: string;
  apiKey?: string;
  /** How long a request_id is known: an hour, as documented. */
  replayMs?: number;
  /** null: /v1/account/quota is not found. */
  quota?: AccountQuota | null;
}

export interface EngagelabCounters {
  connections: number;
  open: number;
  mostOpen: number;
  requests: number;
  mostInFlight: number;
  taken: number;
  /** Answered again for a request_id that was known: no second mail. */
  replayed: number;
  refused: number;
  stalled: number;
  delayed: number;
  dropped: number;
}

const NOTHING: EngagelabCounters = { connections: 0, open: 0, mostOpen: 0, requests: 0, mostInFlight: 0, taken: 0, replayed: 0, refused: 0, stalled: 0, delayed: 0, dropped: 0 };

/** A server on loopback that answers as EngageLab documents it and can be told to misbehave. */
export class EngagelabReceiver {
  readonly behaviour = new Behaviour(engagelabPhases);
  readonly store: MailStore;
  quota: AccountQuota | null;
  counters: EngagelabCounters = { ...NOTHING };
  #inFlight = 0;
  #mails = 0;
  readonly #known = new Map<string, { until: number; answer: string }>();
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #server: http.Server;
  readonly #authorization: string;
  readonly #replayMs: number;

  private constructor(options: EngagelabReceiverOptions) {
    this.store = new MailStore(options.mboxPath ?? null);
    this.#authorization = `Basic ${Buffer.from(`${options.apiUser ?? 'api-user'}:${options.apiKey ?? 'api-key'}`).toString('base64')}`;
    this.quota = options.quota ?? null;
    this.#replayMs = options.replayMs ?? 3_600_000;
    this.#server = http.createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => this.#onRequest(request, response));
    this.#server.on('connection', (socket) => this.#onConnection(socket));
  }

  static async start(options: EngagelabReceiverOptions = {}): Promise<EngagelabReceiver> {
    const receiver = new EngagelabReceiver(options);
    await new Promise<void>((resolve, reject) => receiver.#server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  reset(): void {
    this.behaviour.clear();
    this.store.records = [];
    this.#known.clear();
    this.counters = { ...NOTHING, open: this.counters.open, mostOpen: this.counters.open };
  }

  disconnectAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const timer of this.#timers) clearTimeout(timer);
    this.disconnectAll();
    await closed;
    await this.store.close();
  }

  #onConnection(socket: Socket): void {
    this.#sockets.add(socket);
    this.counters.connections++;
    this.counters.mostOpen = Math.max(this.counters.mostOpen, ++this.counters.open);
    socket.on('close', () => this.#sockets.delete(socket) && this.counters.open--);
    if (this.behaviour.next('accept')?.kind === 'drop') {
      this.counters.dropped++;
      socket.destroy();
    }
  }

  #onRequest(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.counters.requests++;
    this.counters.mostInFlight = Math.max(this.counters.mostInFlight, ++this.#inFlight);
    response.on('close', () => this.#inFlight--);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => this.#route(request, response, (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8')));
    request.on('error', () => undefined);
  }

  #route(request: http.IncomingMessage, response: http.ServerResponse, body: string): void {
    const path = request.url?.split('?')[0];
    if (request.headers.authorization !== this.#authorization) return this.#refuse(response, 401, '{"code":30000,"message":"Authentication failed."}');
    if (request.method === 'GET' && path === '/v1/labels') return this.#phase('labels', response, null, () => this.#answer(response, 200, '{"total":0,"count":0,"result":[]}'));
    if (request.method === 'GET' && path === '/v1/account/quota' && this.quota) return this.#phase('quota', response, null, () => this.#answer(response, 200, this.#quotaAnswer()));
    if (request.method === 'POST' && path === '/v1/mail/send') return this.#send(response, body);
    this.#refuse(response, 404, 'not found');
  }

  #quotaAnswer(): string {
    const { account, daily, usedElsewhere = 0 } = this.quota!;
    const used = this.counters.taken + usedElsewhere;
    return JSON.stringify({ result: { account_quota: Math.max(0, account - used), daily_quota: daily, daily_quota_used: used } });
  }

  #send(response: http.ServerResponse, body: string): void {
    const checked = checkRequest(body);
    const recipient = 'status' in checked ? null : checked.to[0]!;
    this.#phase('request', response, recipient, () => {
      if ('status' in checked) return this.#refuse(response, checked.status, JSON.stringify({ code: checked.code, message: checked.message }));
      const answer = this.#take(checked, body);
      this.#phase('recorded', response, recipient, () => this.#answer(response, 200, answer));
    });
  }

  /** Records the mail, unless its request_id is known: then the answer of the first time. */
  #take(request: SendRequest, body: string): string {
    const id = request.request_id ?? '';
    const now = performance.now();
    const known = id === '' ? undefined : this.#known.get(id);
    if (known !== undefined && known.until > now) {
      this.counters.replayed++;
      return known.answer;
    }
    const at = performance.timeOrigin + now;
    const messageId = `${Math.trunc(at)}_${++this.#mails}_1_1.sc-127_0_0_1-inbound`;
    const emailIds = request.to.map((to, i) => `${messageId}${i}$${addressOf(to)}`);
    const answer = JSON.stringify({ email_ids: emailIds, request_id: id });
    if (id !== '') this.#remember(id, { until: now + this.#replayMs, answer }, now);
    if (request.body.settings?.sandbox === true) return answer; // checked, not delivered
    for (const to of request.to) {
      this.counters.taken++;
      this.store.add(addressOf(to), addressOf(request.from), id, body.length, () => messageOf(request, to, at));
    }
    return answer;
  }

  /** The oldest are first in the map: those past their time go as new ones come. */
  #remember(id: string, entry: { until: number; answer: string }, now: number): void {
    this.#known.delete(id);
    this.#known.set(id, entry);
    for (const [old, { until }] of this.#known) {
      if (until > now) break;
      this.#known.delete(old);
    }
  }

  #phase(phase: (typeof engagelabPhases)[number], response: http.ServerResponse, recipient: string | null, duty: () => void): void {
    const action = this.behaviour.next(phase, recipient);
    if (action === null) duty();
    else this.#act(action, response, duty);
  }

  #act(action: Action, response: http.ServerResponse, duty: () => void): void {
    switch (action.kind) {
      case 'refuse':
        return this.#refuse(response, action.code, action.text, action.headers);
      case 'stall':
        this.counters.stalled++;
        return;
      case 'delay': {
        this.counters.delayed++;
        const timer = setTimeout(() => {
          this.#timers.delete(timer);
          duty();
        }, action.ms);
        this.#timers.add(timer);
        return;
      }
      case 'cut':
        this.counters.dropped++;
        response.writeHead(action.code, { 'content-length': Buffer.byteLength(action.text) });
        response.write(action.text.slice(0, action.text.length / 2), () => response.destroy());
        return;
      case 'drop':
        this.counters.dropped++;
        response.destroy();
    }
  }

  #refuse(response: http.ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
    this.counters.refused++;
    this.#answer(response, status, body, headers);
  }

  #answer(response: http.ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
    const type = body.startsWith('{') ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
    response.end(body);
  }
}

const addressOf = (mailbox: string): string => /<([^>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox;

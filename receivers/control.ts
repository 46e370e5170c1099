import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Rule } from './behaviour.js';
import type { AccountQuota, EngagelabCounters, EngagelabReceiver } from './engagelab.js';
import type { MailRecord } from './mailStore.js';
import type { SmtpCounters, SmtpReceiver } from './smtp.js';

export type ReceiverName = 'smtp' | 'engagelab';
type Receivers = { smtp: SmtpReceiver; engagelab: EngagelabReceiver };

export interface AllCounters {
  smtp: SmtpCounters;
  engagelab: EngagelabCounters;
}

/** POST /behaviour, /quota, /reset, /flush; GET /counters, /records. Loopback only, for tests, demo and bench. */
export async function startControl(receivers: Receivers): Promise<{ port: number; close(): Promise<void> }> {
  const routes: Record<string, (url: URL, body: string) => unknown> = {
    'POST /behaviour': (_url, body) => {
      const { receiver, rules, clear } = JSON.parse(body) as { receiver: ReceiverName; rules: Rule[]; clear?: boolean };
      if (clear) receivers[receiver].behaviour.clear();
      receivers[receiver].behaviour.add(...rules);
    },
    'POST /quota': (_url, body) => {
      receivers.engagelab.quota = (JSON.parse(body) as { quota: AccountQuota | null }).quota;
    },
    'POST /reset': () => Object.values(receivers).forEach((receiver) => receiver.reset()),
    'POST /flush': () => Promise.all([receivers.smtp.store.flush(), receivers.engagelab.store.flush()]).then(() => undefined),
    'POST /disconnect': () => Object.values(receivers).forEach((receiver) => receiver.disconnectAll()),
    'GET /counters': () => ({ smtp: receivers.smtp.counters, engagelab: receivers.engagelab.counters }),
    'GET /records': (url) => {
      const from = Number(url.searchParams.get('from') ?? 0);
      return receivers[url.searchParams.get('receiver') as ReceiverName].store.records.slice(from, from + PAGE);
    },
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const route = routes[`${request.method} ${url.pathname}`];
      const answer = (status: number, value: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value ?? {}));
      if (route === undefined) return answer(404, { error: 'no such route' });
      Promise.resolve()
        .then(() => route(url, Buffer.concat(chunks).toString('utf8')))
        .then((value) => answer(200, value), (error: Error) => answer(400, { error: error.message }));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

const PAGE = 50_000;

/** Talks to the control port of a receivers process. */
export class ReceiversControl {
  constructor(private readonly port: number) {}

  async behave(receiver: ReceiverName, ...rules: Rule[]): Promise<void> {
    await this.#call('POST', '/behaviour', { receiver, rules });
  }

  /** Back to duty; these rules, if any, in place of the present ones. */
  async behaveOnly(receiver: ReceiverName, ...rules: Rule[]): Promise<void> {
    await this.#call('POST', '/behaviour', { receiver, rules, clear: true });
  }

  /** What the EngageLab account may still send; null: it does not say. */
  async setQuota(quota: AccountQuota | null): Promise<void> {
    await this.#call('POST', '/quota', { quota });
  }

  async reset(): Promise<void> {
    await this.#call('POST', '/reset');
  }

  /** Until everything taken so far is in the mbox files. */
  async flush(): Promise<void> {
    await this.#call('POST', '/flush');
  }

  async disconnectAll(): Promise<void> {
    await this.#call('POST', '/disconnect');
  }

  counters(): Promise<AllCounters> {
    return this.#call('GET', '/counters') as Promise<AllCounters>;
  }

  async records(receiver: ReceiverName): Promise<MailRecord[]> {
    const records: MailRecord[] = [];
    for (;;) {
      const page = (await this.#call('GET', `/records?receiver=${receiver}&from=${records.length}`)) as MailRecord[];
      for (const record of page) records.push(record);
      if (page.length < PAGE) return records;
    }
  }

  async #call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, { method, body: body === undefined ? null : JSON.stringify(body) });
    const value: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${(value as { error: string }).error}`);
    return value;
  }
}

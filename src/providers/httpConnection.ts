import type { Socket } from 'node:net';
import { type buildConnector, Client, type Dispatcher } from 'undici';

/** How one exchange ended, as exactly as it can be known. */
export type Exchange =
  | { kind: 'answered'; status: number; headers: Record<string, string | string[] | undefined>; body: string }
  /** The head of an answer came, then the connection was lost. */
  | { kind: 'cutShort'; status: number; error: Error }
  /** No byte of the request was written. */
  | { kind: 'notWritten'; error: Error }
  /** The deadline had passed when the connection was ready: no byte was written. */
  | { kind: 'late' }
  /** The request was written, or may have been; no answer. */
  | { kind: 'lost'; error: Error };

export interface HttpRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: string[];
  body: string | null;
  /** On performance.now(). */
  deadline: number;
  timeoutMs: number;
}

export class TimeoutError extends Error {
  readonly code = 'ETIMEDOUT';
}

/** Less than the five seconds after which many servers close: a request written into a closing connection has an unknown outcome. */
const KEEP_ALIVE_MS = 4_000;
const LARGEST_ANSWER = 64 * 1024;

/**
 * One keep-alive connection: an undici Client whose socket can be opened before there is a request for it, so that on a paced lane the
 * slot does not pay for DNS and TLS, and a refused connection is known before a mail is committed to it. An undici Pool
 * connects only when a request is there, and has no "ready". `node dist/bench/channels.js`, 3.7 KB, receiver in a second process, 2 cores:
 * CPU a mail here 28 us, Pool.request 27 to 35 (33,000/s both on the quiet machine, 16,000 to 18,000 on a busy one), global fetch 218.
 */
export class HttpConnection {
  readonly #client: Client;
  #connected = false;
  #opened: Socket | null = null;

  constructor(
    private readonly url: URL,
    private readonly connector: buildConnector.connector,
    private readonly connectMs: number,
  ) {
    // undici's own timers are half a second coarse; ours are exact, and one for each exchange.
    this.#client = new Client(url.origin, {
      pipelining: 1, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS, maxResponseSize: LARGEST_ANSWER,
      connect: (_options, callback) => this.#hand(callback),
    });
    this.#client.on('connect', () => (this.#connected = true));
    this.#client.on('disconnect', () => (this.#connected = false));
  }

  get isOpen(): boolean {
    return this.#connected || (this.#opened !== null && !this.#opened.destroyed);
  }

  /** Opens the socket and keeps it for the first request. Rejects with what went wrong. */
  async open(): Promise<void> {
    const socket = await this.#connect();
    // Until a request takes it nobody reads: a server that closes, or speaks unasked, ends it.
    for (const event of UNASKED) socket.on(event, destroySocket);
    socket.setTimeout(KEEP_ALIVE_MS);
    socket.resume();
    this.#opened = socket;
  }

  exchange(request: HttpRequest): Promise<Exchange> {
    return new Promise((resolve) => new Exchanging(this.#client, request, resolve));
  }

  async close(): Promise<void> {
    this.#opened?.destroy();
    await this.#client.destroy();
  }

  /** Gives undici the socket opened ahead, else a new one. Asynchronously: it does not expect an answer within its call. */
  #hand(callback: buildConnector.Callback): void {
    const socket = this.#opened;
    this.#opened = null;
    if (socket === null || socket.destroyed) {
      this.#connect().then((fresh) => callback(null, fresh), (error: Error) => callback(error, null));
      return;
    }
    socket.setTimeout(0);
    for (const event of UNASKED) socket.off(event, destroySocket);
    socket.pause();
    queueMicrotask(() => callback(null, socket));
  }

  #connect(): Promise<Socket> {
    const { protocol, hostname, host, port } = this.url;
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(new TimeoutError(`no connection within ${this.connectMs} ms`));
      }, this.connectMs);
      this.connector({ protocol, hostname: hostname.replace(/^\[|\]$/g, ''), host, port }, (error, socket) => {
        clearTimeout(timer);
        if (error !== null) reject(error);
        else if (late) socket.destroy();
        else resolve(socket);
      });
    });
  }
}

const UNASKED = ['data', 'end', 'timeout'] as const;
function destroySocket(this: Socket): void {
  this.destroy();
}

/** One request: its phases, its time limit, its one ending. */
class Exchanging implements Dispatcher.DispatchHandler {
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #ended = false;
  #status = 0;
  #headers: Record<string, string | string[] | undefined> = {};
  readonly #chunks: Buffer[] = [];

  constructor(
    client: Client,
    private readonly request: HttpRequest,
    private readonly resolve: (exchange: Exchange) => void,
  ) {
    this.#timer = setTimeout(() => this.#expire(), request.timeoutMs);
    const { method, path, headers, body } = request;
    try {
      client.dispatch({ method, path, headers, body, idempotent: false }, this);
    } catch (error) {
      this.#end({ kind: 'notWritten', error: error as Error });
    }
  }

  /** The connection is ready and the next thing undici does is write: the last moment for the deadline. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (!this.#ended && performance.now() > this.request.deadline) this.#end({ kind: 'late' });
    if (this.#ended) return controller.abort(new Error('not begun'));
    this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end({ kind: 'answered', status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks).toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#controller === null) this.#end({ kind: 'notWritten', error });
    else if (this.#status >= 200) this.#end({ kind: 'cutShort', status: this.#status, error });
    else this.#end({ kind: 'lost', error });
  }

  #expire(): void {
    const error = new TimeoutError(`no answer within ${this.request.timeoutMs} ms`);
    if (this.#controller !== null) this.#controller.abort(error);
    else this.#end({ kind: 'notWritten', error });
  }

  #end(exchange: Exchange): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.resolve(exchange);
  }
}

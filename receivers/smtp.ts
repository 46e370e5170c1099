import net from 'node:net';
import tls from 'node:tls';
import { Behaviour } from './behaviour.js';
import { MailStore } from './mailStore.js';
import { SmtpSession, smtpPhases } from './smtpSession.js';

export interface SmtpReceiverOptions {
  port?: number;
  mboxPath?: string | null;
  auth?: { user: string; password: string } | null;
  /** With a key: STARTTLS is offered; implicit: TLS from the first byte. */
  tls?: { key: string; cert: string; implicit?: boolean } | null;
  pipelining?: boolean;
  smtpUtf8?: boolean;
}

export interface SmtpCounters {
  connections: number;
  open: number;
  mostOpen: number;
  logins: number;
  taken: number;
  refused: number;
  stalled: number;
  delayed: number;
  dropped: number;
}

const NOTHING: SmtpCounters = { connections: 0, open: 0, mostOpen: 0, logins: 0, taken: 0, refused: 0, stalled: 0, delayed: 0, dropped: 0 };

/** A real SMTP server on loopback that keeps what it is sent and can be told to misbehave. */
export class SmtpReceiver {
  readonly behaviour = new Behaviour(smtpPhases);
  readonly store: MailStore;
  counters: SmtpCounters = { ...NOTHING };
  readonly #server: net.Server;
  readonly #sessions = new Set<SmtpSession>();

  private constructor(options: SmtpReceiverOptions) {
    this.store = new MailStore(options.mboxPath ?? null);
    const secureContext = options.tls ? tls.createSecureContext(options.tls) : null;
    const implicit = options.tls?.implicit === true;
    const onConnection = (socket: net.Socket): void => {
      const session: SmtpSession = new SmtpSession(socket, {
        behaviour: this.behaviour, auth: options.auth ?? null, secureContext, secure: implicit, pipelining: options.pipelining ?? true, smtpUtf8: options.smtpUtf8 ?? false,
        take: (recipients, from, message) => this.#take(recipients, from, message),
        count: (what) => this.counters[what]++,
      });
      this.#sessions.add(session);
      this.counters.connections++;
      this.counters.mostOpen = Math.max(this.counters.mostOpen, ++this.counters.open);
      socket.on('close', () => this.#sessions.delete(session) && this.counters.open--);
    };
    this.#server = implicit ? tls.createServer(options.tls!, onConnection) : net.createServer(onConnection);
    this.#server.on('tlsClientError', () => undefined);
  }

  static async start(options: SmtpReceiverOptions = {}): Promise<SmtpReceiver> {
    const receiver = new SmtpReceiver(options);
    await new Promise<void>((resolve, reject) => receiver.#server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  reset(): void {
    this.behaviour.clear();
    this.store.records = [];
    this.counters = { ...NOTHING, open: this.counters.open, mostOpen: this.counters.open };
  }

  /** Ends every connection; the server goes on listening. */
  disconnectAll(): void {
    for (const session of this.#sessions) session.end();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.disconnectAll();
    await closed;
    await this.store.close();
  }

  #take(recipients: string[], from: string, message: Buffer): void {
    const id = messageIdOf(message);
    for (const recipient of recipients) {
      this.counters.taken++;
      this.store.add(recipient, from, id, message.length, () => message.toString('latin1'));
    }
  }
}

function messageIdOf(message: Buffer): string {
  const end = message.indexOf('\r\n\r\n');
  const headers = message.toString('latin1', 0, end < 0 ? message.length : end);
  return /^message-id:[ \t]*(?:\r\n[ \t]+)?(\S+)/im.exec(headers)?.[1] ?? '';
}

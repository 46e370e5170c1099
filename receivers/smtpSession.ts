import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Behaviour } from './behaviour.js';
import { SmtpLogin } from './smtpLogin.js';

export const smtpPhases = ['accept', 'greeting', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'receiving', 'body', 'stored'] as const;
export type SmtpPhase = (typeof smtpPhases)[number];

export interface SmtpSessionOptions {
  behaviour: Behaviour;
  auth: { user: string; password: string } | null;
  secureContext: SecureContext | null;
  secure: boolean;
  pipelining: boolean;
  smtpUtf8: boolean;
  take(recipients: string[], from: string, message: Buffer): void;
  count(what: 'refused' | 'stalled' | 'delayed' | 'dropped' | 'logins'): void;
}

const MOST_BYTES = 25 * 1024 * 1024;
const END = Buffer.from('\r\n.\r\n', 'latin1');
const ON_ITS_OWN = Buffer.from('.\r\n', 'latin1');

/** One connection. Replies to all commands of a chunk leave in one write. */
export class SmtpSession {
  #socket: Socket;
  #secure: boolean;
  #rest: Buffer = Buffer.alloc(0);
  #out = '';
  #from: string | null = null;
  #to: string[] = [];
  #loggedIn: boolean;
  #login: SmtpLogin | null = null;
  /** The message so far; null outside DATA. */
  #message: Buffer[] | null = null;
  /** A rule has the word: nothing is read on. */
  #held = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(socket: Socket, private readonly options: SmtpSessionOptions) {
    this.#socket = socket;
    this.#secure = options.secure;
    this.#loggedIn = options.auth === null;
    this.#listen(socket);
    this.#phase('accept', () => this.#phase('greeting', () => this.#reply('220 receiver ready')));
    this.#flush();
  }

  end(): void {
    this.#socket.destroy();
  }

  #listen(socket: Socket): void {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#timer && clearTimeout(this.#timer));
  }

  #read(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#work();
  }

  #work(): void {
    while (!this.#held && this.#rest.length > 0 && !this.#socket.destroyed) if (!(this.#message === null ? this.#command() : this.#collect())) break;
    this.#flush();
  }

  /** false: more bytes are needed. */
  #command(): boolean {
    const end = this.#rest.indexOf(10);
    if (end < 0) {
      if (this.#rest.length > 4096) this.#socket.destroy();
      return false;
    }
    const line = this.#rest.toString('utf8', 0, this.#rest[end - 1] === 13 ? end - 1 : end);
    this.#rest = this.#rest.subarray(end + 1);
    if (this.#login !== null) this.#answerLogin(this.#login.goOn(line));
    else this.#obey(line);
    return true;
  }

  #obey(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    switch (verb) {
      case 'MAIL':
        return this.#phase('mail', () => this.#mail(line));
      case 'RCPT':
        return this.#rcpt(line);
      case 'DATA':
        return this.#phase('data', () => this.#data());
      case 'EHLO':
      case 'HELO':
        return this.#phase('ehlo', () => (verb === 'EHLO' ? this.#hello() : this.#reply('250 receiver')));
      case 'AUTH':
        return this.#phase('auth', () => this.#auth(line));
      case 'STAR':
        return this.#startTls();
      case 'RSET':
        this.#reset();
        return this.#reply('250 2.0.0 reset');
      case 'NOOP':
        return this.#reply('250 2.0.0 ok');
      case 'QUIT':
        this.#reply('221 2.0.0 bye');
        this.#flush();
        this.#held = true;
        return void this.#socket.end();
      default:
        return this.#reply('500 5.5.1 no such command');
    }
  }

  #hello(): void {
    const { auth, secureContext, pipelining, smtpUtf8 } = this.options;
    const words = ['receiver', ...(pipelining ? ['PIPELINING'] : []), `SIZE ${MOST_BYTES}`, '8BITMIME', ...(smtpUtf8 ? ['SMTPUTF8'] : []),
      ...(secureContext !== null && !this.#secure ? ['STARTTLS'] : []), ...(auth ? ['AUTH PLAIN LOGIN'] : []), 'ENHANCEDSTATUSCODES'];
    this.#reply(words.map((word, i) => `250${i === words.length - 1 ? ' ' : '-'}${word}`).join('\r\n'));
  }

  #mail(line: string): void {
    if (!this.#loggedIn) return this.#refuse('530 5.7.0 authentication required');
    if (this.#from !== null) return this.#refuse('503 5.5.1 a mail is under way');
    const [, from, size] = /^MAIL FROM:\s*<([^>]*)>(?:.*\bSIZE=(\d+))?/i.exec(line) ?? [];
    if (from === undefined) return this.#refuse('501 5.5.4 MAIL FROM:<address>');
    if (Number(size ?? 0) > MOST_BYTES) return this.#refuse('552 5.3.4 too large');
    this.#from = from;
    this.#reply('250 2.1.0 ok');
  }

  #rcpt(line: string): void {
    const to = /^RCPT TO:\s*<([^>]+)>/i.exec(line)?.[1];
    if (to === undefined) return this.#refuse('501 5.5.4 RCPT TO:<address>');
    this.#phase('rcpt', () => {
      if (this.#from === null) return this.#refuse('503 5.5.1 MAIL first');
      this.#to.push(to);
      this.#reply('250 2.1.5 ok');
    }, to);
  }

  #data(): void {
    if (this.#to.length === 0) return this.#refuse(this.#from === null ? '503 5.5.1 MAIL first' : '554 5.5.1 no valid recipients');
    this.#message = [];
    this.#reply('354 end with a dot');
  }

  /** Gathers the message up to the final dot. Chunks are copied once; the end may lie across two of them. */
  #collect(): boolean {
    const rest = this.#rest;
    const message = this.#message!;
    if (message.length === 0 && rest.length > 0) {
      const action = this.options.behaviour.next('receiving', this.#to[0]);
      if (action !== null) {
        this.#act(action, () => undefined);
        return false;
      }
    }
    const empty = message.length === 0 && rest.subarray(0, 3).equals(ON_ITS_OWN);
    const end = empty ? -2 : rest.indexOf(END);
    if (empty || end >= 0) {
      const bytes = rest.subarray(0, end + 2);
      this.#rest = rest.subarray(end + END.length);
      this.#message = null;
      this.#complete(message.length === 0 ? bytes : Buffer.concat([...message, bytes]));
      return true;
    }
    if (rest.length <= END.length) return false;
    const keep = rest.length - (END.length - 1);
    message.push(rest.subarray(0, keep));
    this.#rest = rest.subarray(keep);
    return false;
  }

  #complete(stuffed: Buffer): void {
    const recipients = this.#to;
    const from = this.#from ?? '';
    const message = stuffed[0] === 46 || stuffed.indexOf('\r\n.') >= 0 ? Buffer.from(stuffed.toString('latin1').replace(/(^|\r\n)\./g, '$1'), 'latin1') : stuffed;
    this.#reset();
    this.#phase('body', () => {
      this.options.take(recipients, from, message);
      this.#phase('stored', () => this.#reply('250 2.0.0 #taken#Queued'), recipients[0]);
    }, recipients[0]);
  }

  #reset(): void {
    this.#from = null;
    this.#to = [];
    this.#message = null;
  }

  #auth(line: string): void {
    if (this.options.auth === null) return this.#refuse('503 5.5.1 no log-in here');
    this.#login = new SmtpLogin(this.options.auth);
    this.#answerLogin(this.#login.begin(line));
  }

  #answerLogin(reply: string): void {
    if (reply.startsWith('334')) return this.#reply(reply);
    this.#login = null;
    if (!reply.startsWith('235')) return this.#refuse(reply);
    this.#loggedIn = true;
    this.options.count('logins');
    this.#reply(reply);
  }

  #startTls(): void {
    const { secureContext } = this.options;
    if (secureContext === null || this.#secure) return this.#refuse('502 5.5.1 no STARTTLS here');
    this.#reply('220 2.0.0 go ahead');
    this.#flush();
    this.#rest = Buffer.alloc(0);
    const plainSocket = this.#socket;
    plainSocket.removeAllListeners('data');
    this.#socket = new TLSSocket(plainSocket, { isServer: true, secureContext });
    this.#secure = true;
    this.#listen(this.#socket);
  }

  #phase(phase: SmtpPhase, duty: () => void, recipient: string | null = null): void {
    const action = this.options.behaviour.next(phase, recipient);
    if (action === null) duty();
    else this.#act(action, duty);
  }

  #act(action: NonNullable<ReturnType<Behaviour['next']>>, duty: () => void): void {
    switch (action.kind) {
      case 'refuse':
        return this.#refuse(`${action.code} ${action.text}`);
      case 'stall':
        this.#held = true;
        return this.options.count('stalled');
      case 'delay':
        this.#held = true;
        this.options.count('delayed');
        this.#timer = setTimeout(() => {
          this.#held = false;
          duty();
          this.#work();
        }, action.ms);
        return;
      default:
        this.options.count('dropped');
        this.#flush();
        this.#socket.destroy();
    }
  }

  #refuse(line: string): void {
    this.options.count('refused');
    this.#reply(line);
    if (!line.startsWith('421')) return;
    this.#flush();
    this.#held = true;
    this.#socket.end();
  }

  #reply(line: string): void {
    this.#out += `${line}\r\n`;
  }

  #flush(): void {
    if (this.#out === '' || this.#socket.destroyed) return;
    this.#socket.write(this.#out, 'utf8');
    this.#out = '';
  }
}

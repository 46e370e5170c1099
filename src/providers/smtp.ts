import { quote, secretForms } from './answerText.js';
import { messageText } from './mime.js';
import type { Channel, ChannelTimeouts, Connection, FailedConnect, Mail, Outcome, ProbeResult } from './provider.js';
import type { SmtpCredentials, SmtpSettings } from './settings.js';
import { classifyReply } from './smtpAnswer.js';
import { type Dialogue, type Envelope, SmtpDialogue, SmtpError } from './smtpDialogue.js';
import { logIn } from './smtpLogin.js';

/** Shorter than servers wait (Postfix: 300 s, many relays 60 s), so that it is mostly we who close. */
const IDLE_MS = 30_000;

/** A relay over SMTP: connections are kept open and logged in, each carries one mail at a time. */
export class SmtpChannel implements Channel {
  readonly capacity: number;
  readonly #secrets: string[];
  /** The one used last is used first, so that connections not needed run into their idle time. */
  readonly #idle: SmtpDialogue[] = [];
  #out = 0;
  #sending = 0;
  #closing = false;
  #sent: (() => void) | null = null;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly credentials: SmtpCredentials | null,
    private readonly timeouts: ChannelTimeouts,
  ) {
    this.capacity = settings.connections;
    this.#secrets = credentials === null ? [] : secretForms(settings.user ?? '', credentials.password);
  }

  async connect(): Promise<Connection | FailedConnect> {
    if (this.#closing || this.#out >= this.capacity) return { failed: { kind: 'notAttempted' } };
    this.#out++;
    const dialogue = this.#idle.pop() ?? (await this.#open());
    if ('failed' in dialogue) {
      this.#out--;
      return dialogue;
    }
    return this.#handOut(dialogue);
  }

  async probe(): Promise<ProbeResult> {
    const began = performance.now();
    const dialogue = await this.#open();
    const latencyMs = Math.round(performance.now() - began);
    if (!('failed' in dialogue)) {
      dialogue.quit();
      return { ok: true, latencyMs, code: '', text: '' };
    }
    const { failed } = dialogue;
    return 'code' in failed ? { ok: false, latencyMs, code: failed.code, text: failed.text } : { ok: false, latencyMs, code: 'ECONNECTION', text: '' };
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#sending > 0) await new Promise<void>((resolve) => (this.#sent = resolve));
    for (const dialogue of this.#idle.splice(0)) dialogue.quit();
  }

  async #open(): Promise<SmtpDialogue | FailedConnect> {
    const loggedIn = await logIn(this.settings, this.credentials, this.#secrets, this.timeouts.connectMs);
    if ('failed' in loggedIn) return loggedIn;
    return new SmtpDialogue(loggedIn.socket, loggedIn.pipelining, this.timeouts.commandMs, IDLE_MS, (dialogue) => this.#forget(dialogue));
  }

  #forget(dialogue: SmtpDialogue): void {
    const at = this.#idle.indexOf(dialogue);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  #handOut(first: SmtpDialogue): Connection {
    let dialogue: SmtpDialogue | null = first;
    const giveBack = (): void => {
      if (dialogue === null) return;
      this.#out--;
      if (!dialogue.isOpen) void 0;
      else if (this.#closing) dialogue.quit();
      else this.#idle.push(dialogue);
      dialogue = null;
    };
    const send = async (mail: Mail, deadline: number): Promise<Outcome> => {
      if (dialogue === null || this.#closing || performance.now() > deadline) {
        giveBack();
        return { kind: 'notAttempted' };
      }
      this.#sending++;
      try {
        const envelope = { from: mail.from.address, to: mail.to.address };
        const refused = checkEnvelope(envelope);
        if (refused !== null) return refused;
        const message = messageText(mail);
        const used = dialogue.mails > 0;
        let end = await dialogue.send(envelope, message, deadline);
        if (used && isStale(end)) {
          // Closed by the server while it lay idle, or after so many mails: not this mail's fault, and none of it was sent.
          const fresh = await this.#open();
          if ('failed' in fresh) return fresh.failed;
          dialogue = fresh;
          if (performance.now() > deadline) return { kind: 'notAttempted' };
          end = await fresh.send(envelope, message, deadline);
        }
        return this.#classify(end);
      } finally {
        giveBack();
        if (--this.#sending === 0) this.#sent?.();
      }
    };
    return { send, release: giveBack };
  }

  #classify(end: Dialogue): Outcome {
    switch (end.kind) {
      case 'late':
        return { kind: 'notAttempted' };
      case 'lost': {
        const { error, dotSent } = end;
        const code = error instanceof SmtpError ? error.code : ((error as NodeJS.ErrnoException).code ?? 'ECONNECTION');
        return { kind: dotSent ? 'unknown' : 'unreachable', code, text: quote(error.message, this.#secrets) };
      }
      case 'answered':
        if (end.phase === 'message' && end.reply.code < 300) return { kind: 'accepted', providerId: quote(`${end.reply.code} ${end.reply.text}`, this.#secrets) };
        return classifyReply(end.phase, end.reply, this.#secrets);
    }
  }
}

/** On a connection that has carried mails: dead, or said goodbye to, before anything of this mail was answered. */
const isStale = (end: Dialogue): boolean =>
  (end.kind === 'lost' && end.silent && !end.dotSent && !(end.error instanceof SmtpError && end.error.code === 'ETIMEDOUT')) ||
  (end.kind === 'answered' && end.phase === 'mail' && end.reply.code === 421);

/** Addresses are ASCII (see Mailbox); whatever could end the command or begin another is never written. */
function checkEnvelope({ from, to }: Envelope): Outcome | null {
  if (!ADDRESS.test(from)) return { kind: 'unreachable', code: 'BAD_SENDER', text: 'the From address cannot be written in SMTP' };
  if (!ADDRESS.test(to)) return { kind: 'rejected', code: 'BAD_ADDRESS', text: 'the address cannot be written in SMTP', bounced: true };
  return null;
}
const ADDRESS = /^[\x21-\x3b\x3d\x3f-\x7e]{1,256}@[A-Za-z0-9.[\]:_-]{1,255}$/;

import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { now } from '../clock.js';
import { errorCode, quote } from './answerText.js';
import { buildMessage } from './mime.js';
import type { Channel, ChannelTimeouts, Connection, FailedConnect, Mail, Outcome, ProbeResult } from './provider.js';
import { MailboxWriter } from './sandboxMailbox.js';
import type { SandboxSettings } from './settings.js';

/**
 * Delivers into the table sandbox_mails. A mail is accepted when its row is committed; the same subtask and attempt again
 * changes nothing and is accepted again. "Connections" are only a number here: how many mails may be under way.
 */
export class SandboxChannel implements Channel {
  readonly capacity: number;
  readonly #mailbox: MailboxWriter;
  readonly #stopped = new AbortController();
  #out = 0;
  #sending = 0;
  #mails = 0;
  #closing = false;
  #sent: (() => void) | null = null;

  constructor(
    serviceId: string,
    private readonly settings: SandboxSettings,
    private readonly timeouts: ChannelTimeouts,
    private readonly pool: pg.Pool,
  ) {
    this.capacity = settings.connections;
    this.#mailbox = new MailboxWriter(serviceId, pool);
  }

  connect(): Promise<Connection | FailedConnect> {
    if (this.#closing || this.#out >= this.capacity) return Promise.resolve({ failed: { kind: 'notAttempted' } });
    this.#out++;
    let held = true;
    const release = (): void => {
      if (held) this.#out--;
      held = false;
    };
    const send = async (mail: Mail, deadline: number): Promise<Outcome> => {
      if (!held || this.#closing || performance.now() > deadline) {
        release();
        return { kind: 'notAttempted' };
      }
      this.#sending++;
      try {
        return await this.#deliver(mail);
      } finally {
        release();
        if (--this.#sending === 0) this.#sent?.();
      }
    };
    return Promise.resolve({ send, release });
  }

  async probe(): Promise<ProbeResult> {
    const began = performance.now();
    const ended = (ok: boolean, code: string, text: string): ProbeResult => ({ ok, code, text, latencyMs: Math.round(performance.now() - began) });
    try {
      await this.pool.query('SELECT 1');
      return ended(true, '', '');
    } catch (error) {
      return ended(false, errorCode(error, 'ECONNECTION'), quote((error as Error).message, []));
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#stopped.abort(); // nobody waits for a played delay
    if (this.#sending > 0) await new Promise<void>((resolve) => (this.#sent = resolve));
  }

  async #deliver(mail: Mail): Promise<Outcome> {
    const { delayMs, failEvery, failWith } = this.settings;
    if (delayMs > 0) await this.#wait(delayMs);
    if (failEvery > 0 && ++this.#mails % failEvery === 0) return this.#play(failWith);
    return this.#mailbox.store({ subtaskId: mail.subtaskId, attempt: mail.attempt, recipient: mail.to.address, message: buildMessage(mail), receivedAt: now() });
  }

  async #play(failure: SandboxSettings['failWith']): Promise<Outcome> {
    switch (failure) {
      case 'REJECTED':
        return { kind: 'rejected', code: '550', text: 'the sandbox was told to refuse this mail', bounced: true };
      case 'DEFERRED':
        return { kind: 'deferredRecipient', code: '450', text: 'the sandbox was told to ask for patience' };
      case 'UNREACHABLE':
        return { kind: 'unreachable', code: 'ECONNREFUSED', text: 'the sandbox was told to be out of reach' };
      case 'TIMEOUT':
        await this.#wait(this.timeouts.commandMs);
        return { kind: 'unknown', code: 'ETIMEDOUT', text: 'the sandbox was told not to answer' };
    }
  }

  #wait(ms: number): Promise<void> {
    return wait(ms, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

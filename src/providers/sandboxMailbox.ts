import type pg from 'pg';
import { quote } from './answerText.js';
import type { Outcome } from './provider.js';

interface StoredMail {
  subtaskId: string;
  attempt: number;
  recipient: string;
  message: Buffer;
  receivedAt: Date;
}

interface Waiting {
  mail: StoredMail;
  resolve: (outcome: Outcome) => void;
}

/** Kept per service; what is older goes. */
const NEWEST = 20_000;
/** Looked at once in so many mails: finding the oldest to keep takes 4 ms among 20,000 mails. */
const TRIM_EVERY = 1_000;
const MOST_IN_BATCH = 500;

/**
 * Writes mails in batches: while one batch is being committed the next gathers, so the batch is as large as the database is slow and
 * no timer is needed.
 */
export class MailboxWriter {
  #waiting: Waiting[] = [];
  #writing = false;
  #untrimmed = TRIM_EVERY; // a new process trims early on: its predecessor may not have come to it

  constructor(
    private readonly serviceId: string,
    private readonly pool: pg.Pool,
  ) {}

  store(mail: StoredMail): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#waiting.push({ mail, resolve });
      if (this.#writing) return;
      this.#writing = true;
      setImmediate(() => void this.#write());
    });
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_IN_BATCH);
      const outcome = await this.#insert(batch.map(({ mail }) => mail));
      for (const { resolve } of batch) resolve(outcome);
      this.#untrimmed += batch.length;
      if (this.#untrimmed >= TRIM_EVERY) await this.#trim();
    }
    this.#writing = false;
  }

  async #insert(mails: StoredMail[]): Promise<Outcome> {
    try {
      await this.pool.query({ name: 'sandbox_mails_insert', text: INSERT, values: [
        this.serviceId, mails.map((mail) => mail.subtaskId), mails.map((mail) => mail.attempt), mails.map((mail) => mail.recipient),
        mails.map((mail) => mail.message), mails.map((mail) => mail.receivedAt),
      ] });
      return { kind: 'accepted', providerId: null };
    } catch (error) {
      return afterFailure(error as Error & { code?: string });
    }
  }

  /** Housekeeping: when it fails, the next one makes up for it. */
  async #trim(): Promise<void> {
    this.#untrimmed = 0;
    await this.pool.query({ name: 'sandbox_mails_trim', text: TRIM, values: [this.serviceId, NEWEST] }).catch(() => undefined);
  }
}

/** Ids of one millisecond are random, so a batch is in order by its time only. */
const INSERT = `
INSERT INTO sandbox_mails (id, service_id, subtask_id, attempt, recipient, message, received_at)
SELECT uuid_v7(m.received_at), $1, m.subtask_id, m.attempt, m.recipient, m.message, m.received_at
  FROM unnest($2::uuid[], $3::int[], $4::text[], $5::bytea[], $6::timestamptz[]) AS m (subtask_id, attempt, recipient, message, received_at)
    ON CONFLICT (subtask_id, attempt) DO NOTHING`;
const TRIM = `
DELETE FROM sandbox_mails
 WHERE service_id = $1 AND id <= (SELECT id FROM sandbox_mails WHERE service_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1)`;

/** An error the server reports undid the whole statement, unless it says the session is over. A refused connection brought nothing. Else: unknown. */
function afterFailure(error: Error & { code?: string }): Outcome {
  const said = { code: error.code ?? 'ECONNECTION', text: quote(error.message, []) };
  const undone = 'severity' in error && !said.code.startsWith('57P') && !said.code.startsWith('08');
  if (undone || said.code === 'ECONNREFUSED' || said.code === 'ENOENT') return { kind: 'unreachable', ...said };
  return { kind: 'unknown', ...said };
}

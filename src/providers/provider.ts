/** What a provider may answer, what a mail is, and the abilities of a provider: send one mail, be probed, and, some of them, say what is left of their quota. */
export type Outcome =
  /** The provider took the mail. providerId: its own id or, for SMTP, its last answer. */
  | { kind: 'accepted'; providerId: string | null }
  /** This recipient or content was refused for good. bounced: because of the recipient; content, size and policy are not the address's fault. */
  | (Refused<'rejected'> & { bounced?: boolean })
  /** The service failed, provably before hand-over. freeze: at once, to be thawed by hand (F18.6). */
  | (Refused<'unreachable'> & { freeze?: 'CREDENTIALS' | 'BALANCE' })
  /** The service asks for patience. exhausted: "quota reached", until its reset. */
  | (Refused<'deferredService'> & { exhausted?: boolean; retryAfterMs?: number })
  /** This recipient's mailbox asks for patience: greylisting, mailbox full. */
  | Refused<'deferredRecipient'>
  /** We cannot tell whether the provider took it. */
  | Refused<'unknown'>
  /** Nothing was sent: the deadline had passed, or the channel was closing. */
  | { kind: 'notAttempted' };

/** code: short and stable ("550", "HTTP_503", "ECONNREFUSED", "30877"); text: the provider's words, at most 500 characters, no secrets. */
interface Refused<Kind extends string> {
  kind: Kind;
  code: string;
  text: string;
}

/** One mail, wholly rendered: what is sent is a function of the subtask and the attempt, so that a redelivery has the same body. */
export interface Mail {
  /** Subtask and attempt: "<subtask id>-<attempt>", EngageLab's request_id. */
  requestId: string;
  subtaskId: string;
  attempt: number;
  from: Mailbox;
  to: Mailbox;
  subject: string;
  html: string;
  text: string;
  /** With angle brackets. */
  messageId: string;
  date: Date;
  /** Further headers, ready to be written: List-Unsubscribe and the like. Values are free of line breaks. */
  headers: Record<string, string>;
}

export interface Mailbox {
  /** ASCII addr-spec; the domain already in its A-label form. */
  address: string;
  name: string | null;
}

export interface ProbeResult {
  ok: boolean;
  latencyMs: number;
  code: string;
  text: string;
}

/** What a provider says of its own quota, in mails. */
export interface ReportedQuota {
  /** Of a day, and what of it is used; null where it does not say. */
  limit: number | null;
  used: number | null;
  /** What it would take now: whatever binds, the day or the account. */
  remaining: number;
}

/** The way to one service, kept by the worker that drives its lane. */
export interface Channel {
  /** Most connections this channel will open: the most mails in flight. */
  readonly capacity: number;
  /**
   * A ready connection, opened if need be. When none can be had it says why; that outcome is the mail's.
   * Never more than `capacity` are out at once: the caller counts.
   */
  connect(): Promise<Connection | FailedConnect>;
  /** Checks the service without sending a mail (F19.1). */
  probe(): Promise<ProbeResult>;
  /** Asks for the provider's own quota (F19.4), where it has a way to ask; null: it reports none. Rejects when it could not be asked. */
  quota?(): Promise<ReportedQuota | null>;
  /** Lets mails in flight end, then closes every connection. */
  close(): Promise<void>;
}

export interface FailedConnect {
  failed: Outcome;
}

export interface Connection {
  /**
   * Hands one mail over. Never rejects. `deadline` is on performance.now(): past it nothing is begun (for SMTP it is looked at
   * again before DATA) and the answer is notAttempted. The connection goes back to the channel by itself.
   */
  send(mail: Mail, deadline: number): Promise<Outcome>;
  /** Gives the connection back unused. */
  release(): void;
}

/** Times of one exchange with a provider, in milliseconds. Their sum bounds how long a send may last after its deadline. */
export interface ChannelTimeouts {
  /** Connecting as a whole: DNS, TCP, greeting, TLS, log-in. */
  connectMs: number;
  /** Handing one mail over as a whole, from the first byte of it to the last answer; not each command. */
  commandMs: number;
}

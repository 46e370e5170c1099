import DataLoader from 'dataloader';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TokenScope } from './entities/PersonalToken.js';
import type { Role } from './entities/User.js';
import type { Events } from './events.js';
import type { LiveObjects } from './live/LiveObjects.js';
import type { Act, Actor } from './operations/auditLog.js';
import type { AuditMask } from './operations/auditMask.js';
import type { RequestRates } from './operations/RequestRates.js';
import type { SignInThrottle } from './operations/SignInThrottle.js';
import type { Runtime } from './runtime.js';
import { forbidden, unauthenticated } from './schema/denied.js';

/** Who asks: proven by a session, or a personal token, that was alive when the operation began. One of the two ids is null. */
export interface Viewer {
  id: string;
  role: Role;
  sessionId: string | null;
  tokenId: string | null;
  /** What a personal token may do; a session may WRITE. */
  scope: TokenScope;
}

/** What all operations of one api process share. */
export interface Shared {
  runtime: Runtime;
  live: LiveObjects;
  throttle: SignInThrottle;
  rates: RequestRates;
  auditMask: AuditMask;
}

/** Where an operation comes from. */
export interface Origin {
  viewer: Viewer | null;
  address: string;
  userAgent: string;
  requestId: string;
}

export type Batch<K, V> = (ctx: Context, keys: readonly K[]) => Promise<readonly (V | Error)[]>;

/** What a resolver is given: one per operation, and one per event of a subscription. */
export class Context {
  readonly em: EntityManager;
  readonly runtime: Runtime;
  readonly live: LiveObjects;
  private readonly loaders = new Map<unknown, DataLoader<never, unknown>>();
  private announcements: ((events: Events) => void)[] = [];
  /** The mutation that is under way; they run one after another. */
  act: Act | null = null;
  private signedInAs: string | null = null;

  constructor(
    readonly shared: Shared,
    readonly origin: Origin,
  ) {
    this.runtime = shared.runtime;
    this.live = shared.live;
    this.em = shared.runtime.database.em();
  }

  /** For the next event of a subscription: graphql-ws makes its context once, and an EntityManager kept for hours grows and goes stale. */
  renewed(): Context {
    return new Context(this.shared, this.origin);
  }

  /** The one who is signed in; a GraphQL error if nobody is. */
  get viewer(): Viewer {
    if (!this.origin.viewer) throw unauthenticated('NOT_SIGNED_IN');
    return this.origin.viewer;
  }

  /** Who is written down for what is done. */
  get actor(): Actor {
    const { viewer, address, userAgent, requestId } = this.origin;
    return { actorId: viewer?.id ?? this.signedInAs, sessionId: viewer?.sessionId ?? null, tokenId: viewer?.tokenId ?? null, address, userAgent, requestId };
  }

  /** For acts that prove who acts while they are done: signing in, renewing a session. */
  actsAs(userId: string): void {
    this.signedInAs = userId;
  }

  get isAdmin(): boolean {
    return this.origin.viewer?.role === 'ADMIN';
  }

  /** For arguments that only an administrator may use; whole fields are guarded by @Authorized('ADMIN'). */
  demandAdmin(): void {
    if (this.viewer.role !== 'ADMIN') throw forbidden();
  }

  /** For acts that give or take access: a token that got into wrong hands must not make itself at home (docs/decisions/0006). */
  demandSession(): string {
    if (this.viewer.sessionId === null) throw forbidden('This needs a session; a personal token is not enough');
    return this.viewer.sessionId;
  }

  /** The loader of a batch function, so that a field of 100 objects is one query: `ctx.loader(senderById).load(id)`. */
  loader<K, V>(batch: Batch<K, V>): DataLoader<K, V> {
    const known = this.loaders.get(batch);
    if (known) return known as unknown as DataLoader<K, V>;
    const made = new DataLoader<K, V>((keys) => batch(this, keys));
    this.loaders.set(batch, made as unknown as DataLoader<never, unknown>);
    return made;
  }

  /** Says something on the bus once the transaction of the mutation has committed, and never if it does not. */
  announce(announcement: (events: Events) => void): void {
    this.announcements.push(announcement);
  }

  /** The transaction has committed: speak, and forget what was loaded before it. */
  committed(): void {
    const announcements = this.announcements;
    this.forget();
    for (const announcement of announcements) announcement(this.runtime.events);
  }

  /** The transaction was rolled back, or a new one begins. */
  forget(): void {
    this.announcements = [];
    this.loaders.clear();
  }
}

import { defineEntity, p } from '@mikro-orm/core';
import { User } from './User.js';

export const endedReasons = ['SIGNED_OUT', 'ENDED_BY_USER', 'ENDED_BY_ADMIN', 'REFRESH_REUSED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'USER_DISABLED', 'USER_ARCHIVED'] as const;
export type EndedReason = (typeof endedReasons)[number];

export const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    refreshHash: p.blob(),
    generation: p.integer(),
    createdAt: p.datetime(),
    /** The last sign-in or refresh, which is when the newest access token was made. */
    lastUsedAt: p.datetime(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    endedReason: p.enum(endedReasons).nullable(),
    address: p.text(),
    userAgent: p.text(),
  },
});

/** A signed-in device: the family of all refresh tokens that came from one sign-in. */
export class Session extends SessionSchema.class {
  isAliveAt(at: Date): boolean {
    return !this.endedAt && this.expiresAt > at;
  }

  /** The old refresh token has been used up; the next one is known by its hash. */
  rotate(refreshHash: Uint8Array, at: Date, expiresAt: Date): void {
    this.refreshHash = refreshHash as Buffer;
    this.generation += 1;
    this.lastUsedAt = at;
    this.expiresAt = expiresAt;
  }

  end(reason: EndedReason, at: Date): void {
    this.endedAt ??= at;
    this.endedReason ??= reason;
  }
}
SessionSchema.setClass(Session);

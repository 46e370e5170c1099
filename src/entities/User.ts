import { defineEntity, p } from '@mikro-orm/core';

export const roles = ['ADMIN', 'OPERATOR'] as const;
export type Role = (typeof roles)[number];

/** What the user may do at all; made of "enabled" and "archived_at". */
export type UserState = 'ENABLED' | 'DISABLED' | 'ARCHIVED';

export const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    email: p.text(),
    role: p.enum(roles),
    passwordHash: p.text(),
    enabled: p.boolean(),
    archivedAt: p.datetime().nullable(),
    /** Written by change_quota alone (F23.5). */
    quotaRemaining: p.integer().default(0),
    createdAt: p.datetime(),
    lastSignInAt: p.datetime().nullable(),
    lastSignInAddress: p.text().nullable(),
  },
});

/** Somebody who signs in. */
export class User extends UserSchema.class {
  maySignIn(): boolean {
    return this.enabled && !this.archivedAt;
  }

  state(): UserState {
    return this.archivedAt ? 'ARCHIVED' : this.enabled ? 'ENABLED' : 'DISABLED';
  }

  /** Deleted, but with a history that names it: never to sign in again, name and address stay taken (F22.1). */
  archive(at: Date): void {
    this.archivedAt ??= at;
    this.enabled = false;
  }

  signedIn(at: Date, address: string): void {
    this.lastSignInAt = at;
    this.lastSignInAddress = address;
  }
}
UserSchema.setClass(User);

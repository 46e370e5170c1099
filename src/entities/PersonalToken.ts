import { defineEntity, p } from '@mikro-orm/core';
import { User } from './User.js';

export const tokenScopes = ['READ', 'WRITE'] as const;
export type TokenScope = (typeof tokenScopes)[number];

export const revokedReasons = ['REVOKED_BY_USER', 'REVOKED_BY_ADMIN', 'PASSWORD_RESET', 'USER_DISABLED', 'USER_ARCHIVED'] as const;
export type RevokedReason = (typeof revokedReasons)[number];

export const PersonalTokenSchema = defineEntity({
  name: 'PersonalToken',
  tableName: 'personal_tokens',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    name: p.text(),
    scope: p.enum(tokenScopes),
    tokenHash: p.blob(),
    hint: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    lastUsedAddress: p.text().nullable(),
    revokedAt: p.datetime().nullable(),
    revokedReason: p.enum(revokedReasons).nullable(),
  },
});

/** By which a program acts for a user (F22.3). */
export class PersonalToken extends PersonalTokenSchema.class {}
PersonalTokenSchema.setClass(PersonalToken);

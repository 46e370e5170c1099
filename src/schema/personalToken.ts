import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { RevokedReason, TokenScope } from '../entities/PersonalToken.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { Payload } from './userError.js';

export const TokenScopeEnum = enumOf<TokenScope>('TokenScope', 'What a personal token may do.', {
  READ: 'Queries and subscriptions; every mutation is refused.',
  WRITE: 'All that its user may do, but nothing that gives or takes access: users, passwords, sessions, tokens.',
});

export const RevokedReasonEnum = enumOf<RevokedReason>('TokenRevokedReason', 'Why a personal token was revoked.', {
  REVOKED_BY_USER: 'Its user revoked it.',
  REVOKED_BY_ADMIN: 'An administrator revoked it.',
  PASSWORD_RESET: 'An administrator set a new password for its user.',
  USER_DISABLED: 'Its user was disabled.',
  USER_ARCHIVED: 'Its user was archived.',
});

@ObjectType('PersonalToken', { description: 'By which a program acts for a user. Its text is shown once, when it is made; only a hash of it is kept.' })
export class PersonalTokenType {
  @Field(() => ID, { description: 'The id of the token.' })
  id!: string;

  @Field(() => String, { description: 'What it is for, in its user’s words.' })
  name!: string;

  @Field(() => TokenScopeEnum, { description: 'What it may do.' })
  scope!: TokenScope;

  @Field(() => String, { description: 'How it begins and ends, to know it by.' })
  hint!: string;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it ends.' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last used, to the minute; null if never.' })
  lastUsedAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'The network address it was then used from; null if never.' })
  lastUsedAddress?: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked; null while it was not.' })
  revokedAt?: Date | null;

  @Field(() => RevokedReasonEnum, { nullable: true, description: 'Why it was revoked; null while it was not.' })
  revokedReason?: RevokedReason | null;
}

export const PersonalTokenConnection = connectionOf('PersonalToken', () => PersonalTokenType);

@InputType({ description: 'Which personal tokens.' })
export class PersonalTokenFilter {
  @Field(() => ID, { nullable: true, description: 'Of this user; left out, your own. Others’ are for administrators.' })
  userId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Also those that have expired or were revoked.' })
  includeEnded!: boolean;
}

@InputType({ description: 'A personal token to be made.' })
export class CreatePersonalTokenInput {
  @Field(() => String, { description: 'What it is for, at most 100 characters.' })
  name!: string;

  @Field(() => TokenScopeEnum, { description: 'What it may do.' })
  scope!: TokenScope;

  @Field(() => Int, { nullable: true, description: 'In how many days it expires, 1 to 366. Either this or expiresAt.' })
  expiresInDays?: number | null;

  @Field(() => Date, { nullable: true, description: 'When it expires, within 366 days. Either this or expiresInDays.' })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'What createPersonalToken did.' })
export class CreatePersonalTokenPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The text of the token, shown only now; null when refused. To be sent as "Authorization: Bearer slu_…".' })
  token?: string | null;

  @Field(() => PersonalTokenType, { nullable: true, description: 'The token; null when refused.' })
  personalToken?: PersonalTokenType | null;
}

@InputType({ description: 'A personal token to be revoked.' })
export class RevokePersonalTokenInput {
  @Field(() => ID, { description: 'The token: one of your own, or as an administrator anybody’s.' })
  id!: string;
}

@ObjectType({ description: 'What revokePersonalToken did.' })
export class RevokePersonalTokenPayload extends Payload {
  @Field(() => PersonalTokenType, { nullable: true, description: 'The token; null when refused.' })
  personalToken?: PersonalTokenType | null;
}

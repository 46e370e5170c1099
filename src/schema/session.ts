import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { EndedReason } from '../entities/Session.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { Payload } from './userError.js';
import { UserType } from './user.js';

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'User name or e-mail address.' })
  name!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}

@InputType({ description: 'A session to be prolonged.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The newest refresh token. Using an older one ends the session.' })
  refreshToken!: string;
}

@ObjectType({ description: 'A fresh pair of tokens.' })
export class Credentials {
  @Field(() => String, { description: 'To be sent as "Authorization: Bearer …", or as "authorization" in the connection parameters of a WebSocket.' })
  accessToken!: string;

  @Field(() => Date, { description: 'When the access token ends; refresh before.' })
  accessTokenExpiresAt!: Date;

  @Field(() => String, { description: 'Good for one refresh.' })
  refreshToken!: string;
}

@ObjectType({ description: 'What signIn did.' })
export class SignInPayload extends Payload {
  @Field(() => Credentials, { nullable: true, description: 'The tokens; null when refused.' })
  credentials?: Credentials | null;

  @Field(() => UserType, { nullable: true, description: 'Who signed in; null when refused.' })
  user?: UserType | null;
}

@ObjectType({ description: 'What refreshSession did.' })
export class RefreshSessionPayload extends Payload {
  @Field(() => Credentials, { nullable: true, description: 'The tokens; null when refused.' })
  credentials?: Credentials | null;

  @Field(() => UserType, { nullable: true, description: 'Whose session it is; null when refused.' })
  user?: UserType | null;
}

@ObjectType({ description: 'What signOut did.' })
export class SignOutPayload extends Payload {}

export const EndedReasonEnum = enumOf<EndedReason>('SessionEndedReason', 'Why a session ended.', {
  SIGNED_OUT: 'The user signed out on that device.',
  ENDED_BY_USER: 'The user ended it from another device.',
  ENDED_BY_ADMIN: 'An administrator ended it.',
  REFRESH_REUSED: 'A refresh token was used a second time: somebody had a copy.',
  PASSWORD_RESET: 'An administrator set a new password.',
  PASSWORD_CHANGED: 'The user changed the password on another device.',
  USER_DISABLED: 'The user was disabled.',
  USER_ARCHIVED: 'The user was archived.',
});

@ObjectType('Session', { description: 'A device on which a user has signed in.' })
export class SessionType {
  @Field(() => ID, { description: 'The id of the session.' })
  id!: string;

  @Field(() => String, { description: 'The device, in the words of its program.' })
  userAgent!: string;

  @Field(() => String, { description: 'The network address it signed in from.' })
  address!: string;

  @Field(() => Date, { description: 'When it signed in.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it last signed in or got a fresh access token, which is every 15 minutes while it is used.' })
  lastUsedAt!: Date;

  @Field(() => Date, { description: 'When it ends by itself unless it is used.' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was ended; null while it was not.' })
  endedAt?: Date | null;

  @Field(() => EndedReasonEnum, { nullable: true, description: 'Why it was ended; null while it was not.' })
  endedReason?: EndedReason | null;
}

export const SessionConnection = connectionOf('Session', () => SessionType);

@InputType({ description: 'Which sessions.' })
export class SessionFilter {
  @Field(() => ID, { nullable: true, description: 'Of this user; left out, your own. Others’ are for administrators.' })
  userId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Also those that have ended or expired.' })
  includeEnded!: boolean;
}

@InputType({ description: 'A session to be ended.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'The session: one of your own, or as an administrator anybody’s.' })
  id!: string;
}

@ObjectType({ description: 'What endSession did.' })
export class EndSessionPayload extends Payload {
  @Field(() => SessionType, { nullable: true, description: 'The session; null when refused.' })
  session?: SessionType | null;
}

@InputType({ description: 'A user whose sessions are to be ended.' })
export class EndUserSessionsInput {
  @Field(() => ID, { description: 'The user.' })
  userId!: string;
}

@ObjectType({ description: 'What endOtherSessions or endUserSessions did.' })
export class EndSessionsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many it ended; null when refused.' })
  endedCount?: number | null;
}

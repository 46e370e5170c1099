import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Role, UserState } from '../entities/User.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { Payload } from './userError.js';

export const RoleEnum = { ADMIN: 'ADMIN', OPERATOR: 'OPERATOR' } as const;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a user may do.',
  valuesConfig: {
    ADMIN: { description: 'Manages users, services and quotas, and owns campaigns like an operator.' },
    OPERATOR: { description: 'Plans campaigns; sees only what is theirs.' },
  },
});

export const UserStateEnum = enumOf<UserState>('UserState', 'Whether a user may do anything at all.', {
  ENABLED: 'They may sign in.',
  DISABLED: 'They may not sign in until they are enabled again.',
  ARCHIVED: 'Deleted, but with a history that names them: they never sign in again, their name and address stay taken.',
});

@ObjectType('User', { description: 'Somebody who signs in.' })
export class UserType {
  @Field(() => ID, { description: 'The id of the user.' })
  id!: string;

  @Field(() => String, { description: 'The name they sign in with; unique.' })
  name!: string;

  @Field(() => String, { description: 'Their e-mail address; unique.' })
  email!: string;

  @Field(() => RoleEnum, { description: 'What they may do.' })
  role!: Role;

  @Field(() => Boolean, { name: 'isEnabled', description: 'Whether they may sign in.' })
  enabled!: boolean;

  @Field(() => Date, { nullable: true, description: 'When the user was archived; null for all others.' })
  archivedAt?: Date | null;

  @Field(() => Int, { description: 'How many mails they may still plan.' })
  quotaRemaining!: number;

  @Field(() => Date, { description: 'When the user was made.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When they last signed in; null if never.' })
  lastSignInAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'The network address they last signed in from; null if never.' })
  lastSignInAddress?: string | null;
}

export const UserConnection = connectionOf('User', () => UserType);

@InputType({ description: 'Which users; all conditions hold.' })
export class UserFilter {
  @Field(() => RoleEnum, { nullable: true, description: 'With this role.' })
  role?: Role | null;

  @Field(() => UserStateEnum, { nullable: true, description: 'In this state.' })
  state?: UserState | null;

  @Field(() => String, { nullable: true, description: 'With this text in the name or e-mail address, without regard to case.' })
  text?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Also those that are archived.' })
  includeArchived!: boolean;
}

@InputType({ description: 'A user to be made.' })
export class CreateUserInput {
  @Field(() => String, { description: 'Letters, digits and . _ -, at most 64.' })
  name!: string;

  @Field(() => String, { description: 'The e-mail address.' })
  email!: string;

  @Field(() => RoleEnum, { defaultValue: 'OPERATOR', description: 'What they may do.' })
  role!: Role;

  @Field(() => String, { description: 'At least 8 characters, not easily guessed, not on the list of the most used ones.' })
  password!: string;
}

@ObjectType({ description: 'What createUser did.' })
export class CreateUserPayload extends Payload {
  @Field(() => UserType, { nullable: true, description: 'The new user; null when refused.' })
  user?: UserType | null;
}

@InputType({ description: 'What to change of a user; what is left out stays.' })
export class UserPatch {
  @Field(() => String, { nullable: true, description: 'The e-mail address.' })
  email?: string | null;

  @Field(() => RoleEnum, { nullable: true, description: 'What they may do; not for yourself or the last administrator.' })
  role?: Role | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they may sign in; false ends their sessions and tokens at once and pauses their tasks; not for yourself or the last administrator.' })
  isEnabled?: boolean | null;
}

@InputType({ description: 'A change of a user.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'The user to change.' })
  id!: string;

  @Field(() => UserPatch, { description: 'What to change.' })
  patch!: UserPatch;
}

@ObjectType({ description: 'What updateUser did.' })
export class UpdateUserPayload extends Payload {
  @Field(() => UserType, { nullable: true, description: 'The user; null when refused.' })
  user?: UserType | null;
}

@InputType({ description: 'A user to be deleted.' })
export class DeleteUserInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;
}

@ObjectType({ description: 'What deleteUser did.' })
export class DeleteUserPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of the user who is gone for good; null when archived or refused.' })
  deletedId?: string | null;

  @Field(() => UserType, { nullable: true, description: 'The user, archived because something names them; null when gone or refused.' })
  archivedUser?: UserType | null;
}

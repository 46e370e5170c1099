import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserType } from './user.js';
import { Payload } from './userError.js';

const rule = 'At least 8 characters, not easily guessed, not on the list of the most used ones.';

@InputType({ description: 'A user who gets a new password.' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'The user; not yourself.' })
  id!: string;

  @Field(() => String, { description: rule })
  password!: string;
}

@ObjectType({ description: 'What resetPassword did.' })
export class ResetPasswordPayload extends Payload {
  @Field(() => UserType, { nullable: true, description: 'The user; null when refused.' })
  user?: UserType | null;
}

@InputType({ description: 'A new password for oneself.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password that holds now.' })
  oldPassword!: string;

  @Field(() => String, { description: rule })
  newPassword!: string;
}

@ObjectType({ description: 'What changePassword did.' })
export class ChangePasswordPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many other sessions it ended; null when refused.' })
  endedCount?: number | null;
}

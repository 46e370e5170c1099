import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Payload } from './userError.js';

@ObjectType('Sender', { description: 'The local part of a From address, owned by a user. The domain is that of the service that sends.' })
export class SenderType {
  @Field(() => ID, { description: 'The id of the sender.' })
  id!: string;

  @Field(() => String, { description: 'The local part; unique in the whole system, without regard to case.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The name shown in the From header; null for none.' })
  displayName?: string | null;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was deleted; null while it is in use. History keeps deleted senders.' })
  deletedAt?: Date | null;
}

export const SenderConnection = connectionOf('Sender', () => SenderType);

@InputType({ description: 'A sender to be made.' })
export class CreateSenderInput {
  @Field(() => String, { description: 'A-Z a-z 0-9 . _ -, 1 to 64, no leading, trailing or double dot.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The name shown in the From header, at most 100 characters.' })
  displayName?: string | null;
}

@ObjectType({ description: 'What createSender did.' })
export class CreateSenderPayload extends Payload {
  @Field(() => SenderType, { nullable: true, description: 'The sender; null when refused.' })
  sender?: SenderType | null;
}

@InputType({ description: 'A sender to be deleted.' })
export class DeleteSenderInput {
  @Field(() => ID, { description: 'The sender to delete.' })
  id!: string;
}

@ObjectType({ description: 'What deleteSender did.' })
export class DeleteSenderPayload extends Payload {
  @Field(() => SenderType, { nullable: true, description: 'The deleted sender; null when refused.' })
  sender?: SenderType | null;
}

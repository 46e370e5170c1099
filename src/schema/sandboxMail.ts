import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';

@ObjectType({ description: 'A mail as a SANDBOX service received it.' })
export class SandboxMail {
  @Field(() => ID, { description: 'The id of the received mail.' })
  id!: string;

  @Field(() => ID, { description: 'The subtask it was sent for.' })
  subtaskId!: string;

  @Field(() => Int, { description: 'The number of the attempt.' })
  attempt!: number;

  @Field(() => String, { description: 'The address it was sent to.' })
  recipient!: string;

  @Field(() => String, { description: 'The subject, decoded.' })
  subject!: string;

  @Field(() => String, { description: 'The From header, decoded.' })
  from!: string;

  @Field(() => String, { description: 'The whole message as RFC 5322 text.' })
  message!: string;

  @Field(() => Date, { description: 'When it was received.' })
  receivedAt!: Date;
}

export const SandboxMailConnection = connectionOf('SandboxMail', () => SandboxMail);

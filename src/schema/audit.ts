import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AuditedChange, AuditOutcome } from '../entities/AuditLog.js';
import type { RefusalCode } from '../errors.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { RefusalCodeEnum } from './userError.js';

export const AuditOutcomeEnum = enumOf<AuditOutcome>('AuditOutcome', 'What became of a mutation.', {
  DONE: 'It was done.',
  REFUSED: 'It was refused and changed nothing.',
});

export const ChangeKindEnum = enumOf<AuditedChange['kind']>('AuditChangeKind', 'How a row changed.', {
  INSERT: 'It was made.',
  UPDATE: 'It was changed.',
  DELETE: 'It was deleted.',
});

@ObjectType({ description: 'One column of a changed row. Secrets read ***; what is known of contacts is a keyed hash, the same for the same value.' })
export class AuditValue {
  @Field(() => String, { description: 'The column.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its value before, as JSON; null when the row was made.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'Its value after, as JSON; null when the row was deleted.' })
  after!: string | null;
}

@ObjectType({ description: 'One row that a mutation changed.' })
export class AuditChange {
  @Field(() => String, { description: 'The table.' })
  table!: string;

  @Field(() => ID, { nullable: true, description: 'The id of the row; for rows without one, that of the object they belong to.' })
  objectId!: string | null;

  @Field(() => ChangeKindEnum, { description: 'How it changed.' })
  kind!: AuditedChange['kind'];

  @Field(() => [AuditValue], { description: 'Its columns; of a changed row those that differ.' })
  values!: AuditValue[];
}

@ObjectType('AuditLog', { description: 'What one mutation did. Rows are never changed or deleted: the program’s role in the database may not.' })
export class AuditLogType {
  @Field(() => ID, { description: 'The id of the row.' })
  id!: string;

  @Field(() => String, { description: 'The mutation.' })
  action!: string;

  @Field(() => AuditOutcomeEnum, { description: 'What became of it.' })
  outcome!: AuditOutcome;

  @Field(() => [RefusalCodeEnum], { description: 'Why it was refused; empty when it was done.' })
  refusalCodes!: RefusalCode[];

  @Field(() => ID, { nullable: true, description: 'Who did it; null when nobody was signed in.' })
  actorId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The session it was done in; null without one.' })
  sessionId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The personal access token that was used; null without one.' })
  tokenId!: string | null;

  @Field(() => String, { description: 'The network address it came from.' })
  address!: string;

  @Field(() => String, { description: 'The program it came from, in its own words.' })
  userAgent!: string;

  @Field(() => ID, { description: 'The id of the request, which stands in the log as well.' })
  requestId!: string;

  @Field(() => Int, { description: 'How many rows it changed.' })
  changesTotal!: number;

  @Field(() => Date, { description: 'When.' })
  createdAt!: Date;
}

export const AuditLogConnection = connectionOf('AuditLog', () => AuditLogType);

@InputType({ description: 'Which rows of the audit log; all conditions hold.' })
export class AuditLogFilter {
  @Field(() => ID, { nullable: true, description: 'Of this user.' })
  actorId?: string | null;

  @Field(() => [String], { nullable: true, description: 'One of these mutations, by name.' })
  actions?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'That named or changed this object, whatever it is.' })
  objectId?: string | null;

  @Field(() => AuditOutcomeEnum, { nullable: true, description: 'With this outcome.' })
  outcome?: AuditOutcome | null;

  @Field(() => String, { nullable: true, description: 'From this network address.' })
  address?: string | null;

  @Field(() => Date, { nullable: true, description: 'From this time on.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this time.' })
  until?: Date | null;
}

import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ImportState, RejectionReason } from '../entities/ContactImport.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { Payload } from './userError.js';

export const ImportStateEnum = enumOf<ImportState>('ContactImportState', 'How far an import is.', {
  WAITING: 'The file has not been sent yet.',
  RUNNING: 'The file is being read.',
  COMPLETED: 'The whole file was read.',
  FAILED: 'The file was not read to its end; what was read until then is imported.',
});

export const rejectionTexts: Readonly<Record<RejectionReason, string>> = {
  EMAIL_MISSING: 'The row has no e-mail address.',
  EMAIL_INVALID: 'This is not an e-mail address that can be mailed.',
  DUPLICATE: 'The address stands in an earlier row of the file.',
  COLUMN_COUNT: 'The row has more cells than the first line has columns: a delimiter inside a cell without quotes?',
  TOO_LONG: 'A value is too long.',
  CONTROL_CHARACTERS: 'A value has control characters.',
  TOO_MANY_TAGS: 'More than 50 tags.',
};
export const RejectionReasonEnum = enumOf<RejectionReason>('ContactRejectionReason', 'Why a row was not imported.', rejectionTexts);

@ObjectType({ description: 'A row of a CSV file that was not imported.' })
export class ContactRejection {
  @Field(() => Int, { description: 'The line on which the row ends, counted from 1.' })
  line!: number;

  @Field(() => RejectionReasonEnum, { description: 'Why, for programs.' })
  reason!: RejectionReason;

  @Field(() => String, { description: 'Why, for people.' })
  message!: string;

  @Field(() => String, { description: 'The value it is about, as it stands in the file, shortened.' })
  value!: string;
}

export const ContactRejectionConnection = connectionOf('ContactRejection', () => ContactRejection);

@ObjectType('ContactImport', { description: 'One CSV file on its way in.' })
export class ContactImportType {
  @Field(() => ID, { description: 'The id of the import.' })
  id!: string;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => ImportStateEnum, { description: 'How far it is.' })
  state!: ImportState;

  @Field(() => [String], { description: 'Tags that every imported contact is given; at most 50.' })
  tagNames!: string[];

  @Field(() => Int, { description: 'Rows read so far, without the first line.' })
  rowsRead!: number;

  @Field(() => Int, { description: 'Contacts made so far.' })
  created!: number;

  @Field(() => Int, { description: 'Contacts that existed and were brought up to date.' })
  updated!: number;

  @Field(() => Int, { description: 'Rows that were not imported.' })
  rejected!: number;

  @Field(() => String, { nullable: true, description: 'Why it failed; null when it did not.' })
  failure?: string | null;

  @Field(() => Date, { description: 'When it was announced.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it ended; null while it has not.' })
  endedAt?: Date | null;
}

@InputType({ description: 'A CSV file to be imported.' })
export class CreateContactImportInput {
  @Field(() => String, { description: 'The name of the file, for people.' })
  fileName!: string;

  @Field(() => [String], { defaultValue: [], description: 'Tags that every imported contact is given; at most 50.' })
  tagNames!: string[];
}

@ObjectType({ description: 'What createContactImport did.' })
export class CreateContactImportPayload extends Payload {
  @Field(() => ContactImportType, { nullable: true, description: 'The import; null when refused. Its uploadUrl is shown here only.' })
  contactImport?: ContactImportType | null;
}

import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Payload } from './userError.js';

@ObjectType('Tag', { description: 'A free label on contacts.' })
export class TagType {
  @Field(() => ID, { description: 'The id of the tag.' })
  id!: string;

  @Field(() => String, { description: 'Its name; unique per user, without regard to case.' })
  name!: string;

  @Field(() => Int, { description: 'How many contacts have it.' })
  contactCount?: number;
}

export const TagConnection = connectionOf('Tag', () => TagType);

@ObjectType({ description: 'Something known about a contact.' })
export class ContactAttribute {
  @Field(() => String, { description: 'What: {{ attributes.name }} in templates.' })
  name!: string;

  @Field(() => String, { description: 'The value.' })
  value!: string;
}

@ObjectType('Contact', { description: 'A recipient of one user.' })
export class ContactType {
  @Field(() => ID, { description: 'The id of the contact.' })
  id!: string;

  @Field(() => String, { description: 'The address; unique per user, without regard to case.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'What they are called; null if not known.' })
  nickname?: string | null;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

export const ContactConnection = connectionOf('Contact', () => ContactType);

@InputType({ description: 'Which contacts; all conditions hold.' })
export class ContactFilter {
  @Field(() => ID, { nullable: true, description: 'Those with this tag.' })
  tagId?: string | null;

  @Field(() => String, { nullable: true, description: 'Those whose address or nickname contains this, without regard to case.' })
  search?: string | null;
}

@InputType({ description: 'Something known about a contact.' })
export class ContactAttributeInput {
  @Field(() => String, { description: 'What, at most 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'The value, at most 2,000 characters.' })
  value!: string;
}

@InputType({ description: 'A contact to be made.' })
export class CreateContactInput {
  @Field(() => String, { description: 'The address.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'What they are called, at most 200 characters.' })
  nickname?: string | null;

  @Field(() => [ContactAttributeInput], { defaultValue: [], description: 'What else is known; at most 100.' })
  attributes!: ContactAttributeInput[];

  @Field(() => [String], { defaultValue: [], description: 'Tags by name, made where they do not exist; at most 50.' })
  tagNames!: string[];
}

@ObjectType({ description: 'What createContact did.' })
export class CreateContactPayload extends Payload {
  @Field(() => ContactType, { nullable: true, description: 'The contact; null when refused.' })
  contact?: ContactType | null;
}

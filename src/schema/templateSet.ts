import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Payload } from './userError.js';

@ObjectType('TemplateSet', { description: 'The templates a task draws from, uniformly at random.' })
export class TemplateSetType {
  @Field(() => ID, { description: 'The id of the set.' })
  id!: string;

  @Field(() => String, { description: 'Its name, for people.' })
  name!: string;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

export const TemplateSetConnection = connectionOf('TemplateSet', () => TemplateSetType);

@InputType({ description: 'A template set to be made.' })
export class CreateTemplateSetInput {
  @Field(() => String, { description: 'Its name, for people.' })
  name!: string;

  @Field(() => [ID], { description: 'Its templates, 1 to 50.' })
  templateIds!: string[];
}

@InputType('TemplateSetPatch', { description: 'What to change of a template set; what is left out stays.' })
export class TemplateSetPatchInput {
  @Field(() => String, { nullable: true, description: 'Its name, for people.' })
  name?: string | null;

  @Field(() => [ID], { nullable: true, description: 'All its templates, 1 to 50: what is missing here is taken out.' })
  templateIds?: string[] | null;
}

@InputType({ description: 'A change of a template set. Tasks that are scheduled keep the versions they have.' })
export class UpdateTemplateSetInput {
  @Field(() => ID, { description: 'The set to change.' })
  id!: string;

  @Field(() => TemplateSetPatchInput, { description: 'What to change.' })
  patch!: TemplateSetPatchInput;
}

@ObjectType({ description: 'What createTemplateSet did.' })
export class CreateTemplateSetPayload extends Payload {
  @Field(() => TemplateSetType, { nullable: true, description: 'The set; null when refused.' })
  templateSet?: TemplateSetType | null;
}

@ObjectType({ description: 'What updateTemplateSet did.' })
export class UpdateTemplateSetPayload extends Payload {
  @Field(() => TemplateSetType, { nullable: true, description: 'The set; null when refused.' })
  templateSet?: TemplateSetType | null;
}

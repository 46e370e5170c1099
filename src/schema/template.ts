import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Payload } from './userError.js';

const texts = {
  subject: 'The subject line, in Liquid; at most 500 characters.',
  html: 'The HTML, in Liquid, with <a href="{{ unsubscribe_url }}">; at most 300,000 characters.',
  text: 'The plain text, in Liquid, with {{ unsubscribe_url }}; null to derive it from the HTML.',
  previewLine: 'What mail clients show beside the subject, in Liquid; null for none.',
};

@ObjectType('Template', { description: 'What a mail is made from: the current version of it.' })
export class TemplateType {
  @Field(() => ID, { description: 'The id of the template.' })
  id!: string;

  @Field(() => String, { description: 'Its name, for people.' })
  name!: string;

  @Field(() => Int, { description: 'The number of the current version. Each change of what is sent makes a new one.' })
  version!: number;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

export const TemplateConnection = connectionOf('Template', () => TemplateType);
export const templateTexts = texts;

@InputType({ description: 'A template to be made.' })
export class CreateTemplateInput {
  @Field(() => String, { description: 'Its name, for people.' })
  name!: string;

  @Field(() => String, { description: texts.subject })
  subject!: string;

  @Field(() => String, { description: texts.html })
  html!: string;

  @Field(() => String, { nullable: true, description: texts.text })
  text?: string | null;

  @Field(() => String, { nullable: true, description: texts.previewLine })
  previewLine?: string | null;
}

@InputType('TemplatePatch', { description: 'What to change of a template; what is left out stays.' })
export class TemplatePatchInput {
  @Field(() => String, { nullable: true, description: 'Its name, for people.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: texts.subject })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: texts.html })
  html?: string | null;

  @Field(() => String, { nullable: true, description: texts.text })
  text?: string | null;

  @Field(() => String, { nullable: true, description: texts.previewLine })
  previewLine?: string | null;
}

@InputType({ description: 'A change of a template.' })
export class UpdateTemplateInput {
  @Field(() => ID, { description: 'The template to change.' })
  id!: string;

  @Field(() => TemplatePatchInput, { description: 'What to change.' })
  patch!: TemplatePatchInput;
}

@ObjectType({ description: 'What createTemplate did.' })
export class CreateTemplatePayload extends Payload {
  @Field(() => TemplateType, { nullable: true, description: 'The template; null when refused.' })
  template?: TemplateType | null;
}

@ObjectType({ description: 'What updateTemplate did.' })
export class UpdateTemplatePayload extends Payload {
  @Field(() => TemplateType, { nullable: true, description: 'The template; null when refused.' })
  template?: TemplateType | null;
}

import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ContactType } from './contact.js';

const texts = {
  includeAll: 'Whether everybody is mailed.',
  includeTagIds: 'Who has one of these tags is mailed; at most 100.',
  includeContactIds: 'These are mailed; at most 1,000.',
  excludeTagIds: 'But nobody who has one of these; at most 100.',
  excludeContactIds: 'But none of these; at most 1,000.',
};

@InputType({ description: 'Who a task mails, found anew when it starts. Suppressed addresses are always left out.' })
export class AudienceRuleInput {
  @Field(() => Boolean, { defaultValue: false, description: texts.includeAll })
  includeAll!: boolean;

  @Field(() => [ID], { defaultValue: [], description: texts.includeTagIds })
  includeTagIds!: string[];

  @Field(() => [ID], { defaultValue: [], description: texts.includeContactIds })
  includeContactIds!: string[];

  @Field(() => [ID], { defaultValue: [], description: texts.excludeTagIds })
  excludeTagIds!: string[];

  @Field(() => [ID], { defaultValue: [], description: texts.excludeContactIds })
  excludeContactIds!: string[];
}

@ObjectType('AudienceRule', { description: 'Who a task mails, found anew when it starts. Suppressed addresses are always left out.' })
export class AudienceRuleType {
  @Field(() => Boolean, { description: texts.includeAll })
  includeAll!: boolean;

  @Field(() => [ID], { description: texts.includeTagIds })
  includeTagIds!: string[];

  @Field(() => [ID], { description: texts.includeContactIds })
  includeContactIds!: string[];

  @Field(() => [ID], { description: texts.excludeTagIds })
  excludeTagIds!: string[];

  @Field(() => [ID], { description: texts.excludeContactIds })
  excludeContactIds!: string[];
}

@ObjectType('AudiencePreview', { description: 'Whom a rule reaches now.' })
export class AudiencePreviewType {
  @Field(() => Int, { description: 'How many.' })
  count!: number;

  @Field(() => [ContactType], { description: 'A few of them; at most 5.' })
  sample!: ContactType[];

  @Field(() => Int, { description: 'How many mails the viewer’s quota lacks to send to all of them once; 0 when it suffices.' })
  missingQuota!: number;
}

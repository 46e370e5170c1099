import { Field, ID, InputType, Int } from 'type-graphql';
import { AudienceRuleInput } from './audience.js';

const texts = {
  name: 'Its name, at most 200 characters; left out, that of the campaign with its number.',
  templateSetId: 'The set from which each mail draws its template.',
  senderId: 'Who it is from.',
  audience: 'Who is mailed.',
  plannedAt: 'When it starts, by hand; null: by the campaign’s start and interval.',
  lateAfterHours: 'When it could start only so many hours late, it waits for a person; null: it starts however late it is.',
};

@InputType({ description: 'A task of a new campaign.' })
export class NewTaskInput {
  @Field(() => String, { nullable: true, description: texts.name })
  name?: string | null;

  @Field(() => ID, { description: texts.templateSetId })
  templateSetId!: string;

  @Field(() => ID, { description: texts.senderId })
  senderId!: string;

  @Field(() => AudienceRuleInput, { description: texts.audience })
  audience!: AudienceRuleInput;

  @Field(() => Date, { nullable: true, description: texts.plannedAt })
  plannedAt?: Date | null;

  @Field(() => Int, { nullable: true, description: texts.lateAfterHours })
  lateAfterHours?: number | null;
}

@InputType('TaskPatch', { description: 'What to change of a task; what is left out stays.' })
export class TaskPatchInput {
  @Field(() => String, { nullable: true, description: 'Its name, at most 200 characters.' })
  name?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The set from which each mail draws its template. Of a scheduled task it is frozen as it is now, also when the same is named again.',
  })
  templateSetId?: string | null;

  @Field(() => ID, { nullable: true, description: texts.senderId })
  senderId?: string | null;

  @Field(() => AudienceRuleInput, { nullable: true, description: 'Who is mailed. Of a scheduled task the reserved quota moves by the difference.' })
  audience?: AudienceRuleInput | null;

  @Field(() => Date, { nullable: true, description: texts.plannedAt })
  plannedAt?: Date | null;

  @Field(() => Int, { nullable: true, description: texts.lateAfterHours })
  lateAfterHours?: number | null;
}

@InputType({ description: 'A change of a task that has not started.' })
export class UpdateTaskInput {
  @Field(() => ID, { description: 'The task to change.' })
  id!: string;

  @Field(() => TaskPatchInput, { description: 'What to change.' })
  patch!: TaskPatchInput;
}

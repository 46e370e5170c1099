import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CampaignType } from './campaign.js';
import { TaskType } from './task.js';

@ObjectType({ description: 'What a task needs of the quota if it starts with the recipients of now.' })
export class TaskQuotaNeed {
  @Field(() => TaskType, { description: 'The task.' })
  task!: TaskType;

  @Field(() => Int, { description: 'Mails of the quota that it holds; 0 for a draft.' })
  reserved!: number;

  @Field(() => Int, { nullable: true, description: 'Recipients it would have now; null when they were not counted: a request counts 20 audiences at most, for about 5 s.' })
  recipients!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many more than it holds; null when its recipients were not counted.' })
  missing!: number | null;
}

@ObjectType({ description: 'What scheduling a draft would reserve now.' })
export class CampaignQuotaNeed {
  @Field(() => CampaignType, { description: 'The draft.' })
  campaign!: CampaignType;

  @Field(() => Int, { nullable: true, description: 'Mails in all; null when not all its tasks were counted.' })
  needed!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many the owner’s quota lacks, were it scheduled alone; null when not all its tasks were counted.' })
  missing!: number | null;

  @Field(() => [TaskQuotaNeed], { description: 'Its tasks in order.' })
  tasks!: TaskQuotaNeed[];
}

@ObjectType({ description: 'What a user’s plans hold of the quota and will need.' })
export class QuotaForecast {
  @Field(() => ID, { description: 'Whose they are.' })
  userId!: string;

  @Field(() => Int, { description: 'The remaining quota.' })
  quotaRemaining!: number;

  @Field(() => Int, { description: 'How many tasks are scheduled or under way.' })
  openTasks!: number;

  @Field(() => Int, { description: 'Mails of the quota that these hold or have used.' })
  reserved!: number;

  @Field(() => Int, { description: 'Of these, mails that no service has taken yet.' })
  toSend!: number;

  @Field(() => Int, { description: 'How many drafts there are.' })
  draftsTotal!: number;

  @Field(() => [CampaignQuotaNeed], { description: 'The drafts that are to start first, at most 20.' })
  drafts!: CampaignQuotaNeed[];

  @Field(() => [TaskQuotaNeed], { description: 'The scheduled tasks that start first, at most 20: what they will need beyond what they hold, if their audience has grown.' })
  scheduled!: TaskQuotaNeed[];

  @Field(() => Int, { description: 'Mails that the drafts listed need together, as far as they were counted.' })
  needed!: number;

  @Field(() => Int, { description: 'How many of these the quota lacks.' })
  missing!: number;

  @Field(() => Boolean, { description: 'Whether all drafts are listed and counted; else more is needed.' })
  isComplete!: boolean;
}

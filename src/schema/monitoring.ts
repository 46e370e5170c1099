import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { enumOf } from './enumOf.js';
import { MonitoredService, MonitoredServiceCounts, SendingMinute, SendingRates } from './monitoredService.js';
import { TaskProgress } from './progress.js';
import { PauseReasonEnum, TaskStateEnum, WaitingReasonEnum } from './taskEnums.js';

export const LeadershipStateEnum = enumOf<'LED' | 'UNSURE' | 'NONE'>('LeadershipState', 'Whether a scheduler leads.', {
  LED: 'One leads.',
  UNSURE: 'Redis does not answer: every scheduler does the work, at a slower beat.',
  NONE: 'Nobody has said so for five seconds: nothing is started, prepared or tidied.',
});

@ObjectType({ description: 'A scheduler that leads.' })
export class Leader {
  @Field(() => ID, { description: 'Its process.' })
  processId!: string;

  @Field(() => String, { description: 'The machine it runs on.' })
  host!: string;

  @Field(() => String, { description: 'The version of Sluice it runs.' })
  version!: string;

  @Field(() => Date, { description: 'Since when it leads.' })
  since!: Date;
}

@ObjectType({ description: 'Who starts due work and tidies up.' })
export class Leadership {
  @Field(() => LeadershipStateEnum, { description: 'Whether a scheduler leads.' })
  state!: keyof typeof LeadershipStateEnum;

  @Field(() => Leader, { nullable: true, description: 'Which one; null unless one leads.' })
  leader!: Leader | null;

  @Field(() => Date, { nullable: true, description: 'When a scheduler last said that it leads; null when none has since it was started.' })
  lastSaidAt!: Date | null;

  @Field(() => Int, { description: 'How many schedulers live, those that wait included.' })
  schedulers!: number;
}

@ObjectType({ description: 'A living worker.' })
export class MonitoredWorker {
  @Field(() => ID, { description: 'Its process.' })
  processId!: string;

  @Field(() => String, { nullable: true, description: 'The machine it runs on; null for a moment while it registers.' })
  host!: string | null;

  @Field(() => String, { nullable: true, description: 'The version of Sluice it runs; null for a moment while it registers.' })
  version!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was started; null for a moment while it registers.' })
  startedAt!: Date | null;

  @Field(() => Date, { description: 'Until when it is held for alive without a word from it.' })
  leaseEndsAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it last wrote outcomes; null when it has not yet.' })
  flushedAt!: Date | null;

  @Field(() => Int, { description: 'How many services it sends for.' })
  lanes!: number;

  @Field(() => Int, { description: 'How many claims it has open.' })
  claims!: number;

  @Field(() => Int, { description: 'How many mails are in them: taken, outcome not written yet.' })
  inFlight!: number;
}

@ObjectType({ description: 'How many tasks are in one state for one reason.' })
export class MonitoredTaskCount {
  @Field(() => TaskStateEnum, { description: 'The state.' })
  state!: keyof typeof TaskStateEnum;

  @Field(() => PauseReasonEnum, { nullable: true, description: 'Why they are paused; null when they are not.' })
  pauseReason!: keyof typeof PauseReasonEnum | null;

  @Field(() => WaitingReasonEnum, { nullable: true, description: 'Why they wait; null when they do not.' })
  waitingReason!: keyof typeof WaitingReasonEnum | null;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'A task that has begun and not ended.' })
export class MonitoredTask {
  @Field(() => ID, { description: 'The id of the task.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => ID, { description: 'Its campaign.' })
  campaignId!: string;

  @Field(() => String, { description: 'The name of its campaign.' })
  campaignName!: string;

  @Field(() => ID, { description: 'Whose it is.' })
  userId!: string;

  @Field(() => String, { description: 'The name of whose it is.' })
  userName!: string;

  @Field(() => Date, { nullable: true, description: 'When it was started; null when it was paused before.' })
  startedAt!: Date | null;

  @Field(() => Date, { description: 'When its state, or the reason for it, last changed.' })
  changedAt!: Date;

  @Field(() => TaskProgress, { description: 'How far it is, and why it does not go on.' })
  progress!: TaskProgress;
}

@ObjectType({ description: 'Tasks that have begun and not ended.' })
export class MonitoredTasks {
  @Field(() => [MonitoredTaskCount], { description: 'How many there are, by state and reason.' })
  counts!: MonitoredTaskCount[];

  @Field(() => [MonitoredTask], { description: 'The 100 with most mails left, those under way before those that are paused.' })
  list!: MonitoredTask[];
}

@ObjectType({ description: 'How far behind the installation is; null where nothing waits.' })
export class Lag {
  @Field(() => Float, { nullable: true, description: 'Milliseconds since the time of the oldest task that is due and was not started.' })
  dueTaskMs!: number | null;

  @Field(() => Float, { nullable: true, description: 'The longest, in milliseconds, that a service which can send has not taken a mail that waits for it.' })
  claimMs!: number | null;

  @Field(() => Int, { description: 'How many services that are.' })
  idleServices!: number;

  @Field(() => Float, { nullable: true, description: 'Milliseconds since the first mail of the oldest open claim should have gone out.' })
  outcomeMs!: number | null;
}

@ObjectType({ description: 'What went wrong lately at a service, by code.' })
export class RecentError {
  @Field(() => ID, { description: 'The service.' })
  serviceId!: string;

  @Field(() => String, { description: 'Its name.' })
  serviceName!: string;

  @Field(() => String, { description: 'The error in short: a code of the provider or of the network.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'The words of the last one, without addresses; null when there were none.' })
  text!: string | null;

  @Field(() => Float, { description: 'How often it was seen since the first time; counted anew when it was not seen for a day.' })
  count!: number;

  @Field(() => Date, { description: 'The first time.' })
  firstAt!: Date;

  @Field(() => Date, { description: 'The last time.' })
  lastAt!: Date;
}

@ObjectType({ description: 'Remaining quotas.' })
export class MonitoredQuota {
  @Field(() => Float, { description: 'What all services together may send today, those that are disabled or frozen left out.' })
  services!: number;

  @Field(() => Float, { description: 'What all users together have left.' })
  users!: number;
}

@ObjectType({ description: 'The whole installation as it is now.' })
export class Monitoring {
  @Field(() => Date, { description: 'When it was looked at.' })
  at!: Date;

  @Field(() => MonitoredServiceCounts, { description: 'How many services are in which state.' })
  serviceCounts!: MonitoredServiceCounts;

  @Field(() => [MonitoredService], { description: 'Services; those that cannot send first, the gravest cause first.' })
  services!: MonitoredService[];

  @Field(() => MonitoredQuota, { description: 'Remaining quotas.' })
  quota!: MonitoredQuota;

  @Field(() => SendingRates, { description: 'What becomes of mails now.' })
  rates!: SendingRates;

  @Field(() => [SendingMinute], { description: 'What became of mails in each of the last 60 minutes, the present one last.' })
  minutes!: SendingMinute[];

  @Field(() => MonitoredTasks, { description: 'Tasks that have begun and not ended.' })
  tasks!: MonitoredTasks;

  @Field(() => [MonitoredWorker], { description: 'Workers that live.' })
  workers!: MonitoredWorker[];

  @Field(() => Leadership, { description: 'Who leads.' })
  leadership!: Leadership;

  @Field(() => Lag, { description: 'How far behind it is.' })
  lag!: Lag;

  @Field(() => [RecentError], { description: 'The 50 latest errors.' })
  errors!: RecentError[];
}

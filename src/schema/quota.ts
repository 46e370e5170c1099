import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { QuotaReason } from '../entities/QuotaLog.js';
import { connectionOf } from './connection.js';
import { enumOf } from './enumOf.js';
import { Payload } from './userError.js';
import { UserType } from './user.js';

export const QuotaReasonEnum = { ADJUSTED: 'ADJUSTED', RESERVED: 'RESERVED', SETTLED: 'SETTLED', RETURNED: 'RETURNED' } as const;
registerEnumType(QuotaReasonEnum, {
  name: 'QuotaReason',
  description: 'Why a remaining quota changed.',
  valuesConfig: {
    ADJUSTED: { description: 'By an administrator.' },
    RESERVED: { description: 'A task was scheduled, or edited afterwards.' },
    SETTLED: { description: 'A task was prepared and had more or fewer recipients than planned.' },
    RETURNED: { description: 'What a task did not hand over came back.' },
  },
});

export const AdjustmentModeEnum = { ADD: 'ADD', SUBTRACT: 'SUBTRACT', SET: 'SET' } as const;
registerEnumType(AdjustmentModeEnum, {
  name: 'AdjustmentMode',
  description: 'How a quota is adjusted.',
  valuesConfig: {
    ADD: { description: 'The amount is added.' },
    SUBTRACT: { description: 'The amount is taken away.' },
    SET: { description: 'The amount is what remains.' },
  },
});

@ObjectType('QuotaLog', { description: 'A row of the quota ledger. The sum of all rows of a user is their remaining quota.' })
export class QuotaLogType {
  @Field(() => ID, { description: 'The id of the row.' })
  id!: string;

  @Field(() => Int, { description: 'Counts the rows of the user: 1, 2, 3 …, without a gap. Each balance is that of the row before and its own delta.' })
  number!: number;

  @Field(() => Int, { description: 'How many mails were added; negative when taken away.' })
  delta!: number;

  @Field(() => Int, { description: 'What remained afterwards.' })
  balanceAfter!: number;

  @Field(() => QuotaReasonEnum, { description: 'Why it changed.' })
  reason!: QuotaReason;

  @Field(() => String, { nullable: true, description: 'The note of the administrator, if there is one.' })
  note?: string | null;

  @Field(() => ID, { nullable: true, description: 'The task it belongs to; null for an adjustment.' })
  taskId?: string | null;

  @Field(() => Date, { description: 'When it changed.' })
  createdAt!: Date;
}

export const QuotaLogConnection = connectionOf('QuotaLog', () => QuotaLogType);

export type QuotaLogOrder = 'NEWEST_FIRST' | 'OLDEST_FIRST' | 'MOST_ADDED_FIRST' | 'MOST_TAKEN_FIRST';
export const QuotaLogOrderEnum = enumOf<QuotaLogOrder>('QuotaLogOrder', 'In which order rows of the ledger are listed.', {
  NEWEST_FIRST: 'The latest change first.',
  OLDEST_FIRST: 'The earliest change first.',
  MOST_ADDED_FIRST: 'The largest addition first.',
  MOST_TAKEN_FIRST: 'The largest deduction first.',
});

@InputType({ description: 'Which rows of the ledger; all conditions hold.' })
export class QuotaLogFilter {
  @Field(() => ID, { nullable: true, description: 'Of this user. Operators see their own only; with neither this nor userIds nor isOfEverybody, everybody sees their own.' })
  userId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these users, at most 1,000.' })
  userIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Of all users. For administrators.' })
  isOfEverybody?: boolean | null;

  @Field(() => [QuotaReasonEnum], { nullable: true, description: 'With one of these reasons.' })
  reasons?: QuotaReason[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this task.' })
  taskId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of any task of this campaign.' })
  campaignId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Changed by this user. Operators find what they changed themselves.' })
  actorId?: string | null;

  @Field(() => Date, { nullable: true, description: 'From this time on.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this time.' })
  until?: Date | null;
}

@InputType({ description: 'An adjustment of a remaining quota.' })
export class AdjustQuotaInput {
  @Field(() => ID, { description: 'Whose quota.' })
  userId!: string;

  @Field(() => AdjustmentModeEnum, { description: 'How.' })
  mode!: keyof typeof AdjustmentModeEnum;

  @Field(() => Int, { description: 'How many mails; not below 0.' })
  amount!: number;

  @Field(() => String, { description: 'Why; kept in the ledger.' })
  note!: string;
}

@ObjectType({ description: 'What adjustQuota did.' })
export class AdjustQuotaPayload extends Payload {
  @Field(() => UserType, { nullable: true, description: 'The user with the new quota; null when refused.' })
  user?: UserType | null;
}

@InputType({ description: 'Below how many mails a user is told that their quota is low.' })
export class SetLowQuotaThresholdInput {
  @Field(() => ID, { description: 'Whose.' })
  userId!: string;

  @Field(() => Int, { nullable: true, description: 'How many mails; 0: the quota is never low. Null: the default, the larger of 10 % of the last grant and 100.' })
  threshold?: number | null;
}

@ObjectType({ description: 'What setLowQuotaThreshold did.' })
export class SetLowQuotaThresholdPayload extends Payload {
  @Field(() => UserType, { nullable: true, description: 'The user; null when refused.' })
  user?: UserType | null;
}

@ObjectType()
abstract class QuotaNow {
  @Field(() => ID, { description: 'Whose it is.' })
  userId!: string;

  @Field(() => Int, { description: 'How many mails they may still plan.' })
  quotaRemaining!: number;

  @Field(() => Boolean, { description: 'Whether it is below the threshold. Never before the first grant.' })
  isLow!: boolean;

  @Field(() => Date, { nullable: true, description: 'Since when it is low: a new time for each crossing of the threshold; null when it is not.' })
  lowSince!: Date | null;

  @Field(() => Int, { description: 'Below how many mails it is low.' })
  threshold!: number;

  @Field(() => Boolean, { description: 'Whether that is the default: the larger of 10 % of the last grant and 100.' })
  isDefaultThreshold!: boolean;

  @Field(() => Int, { nullable: true, description: 'How much an administrator added last; null while nothing was.' })
  lastGrant!: number | null;

  @Field(() => Int, { description: 'Grows with every change: the higher one is the later.' })
  version!: number;
}

@ObjectType({ description: 'A remaining quota as it is now.' })
export class QuotaChange extends QuotaNow {}

@ObjectType({ description: 'The remaining quota of a user.' })
export class UserQuota extends QuotaNow {}

@ObjectType({ description: 'Balance and ledger of a user, read at one moment, so that anybody can check that the one is the sum of the other.' })
export class QuotaProof {
  @Field(() => ID, { description: 'Whose they are.' })
  userId!: string;

  @Field(() => Int, { description: 'The balance.' })
  quotaRemaining!: number;

  @Field(() => Float, { description: 'The sum of the deltas of all rows of the ledger; a whole number.' })
  ledgerSum!: number;

  @Field(() => Int, { description: 'How many rows the ledger has.' })
  rows!: number;

  @Field(() => Int, { description: 'The number of the last row; 0 without rows.' })
  lastNumber!: number;

  @Field(() => Int, { nullable: true, description: 'The number of the first row that does not follow from the one before; null when all do.' })
  brokenAt!: number | null;

  @Field(() => Boolean, { description: 'Whether all of it agrees.' })
  isConsistent!: boolean;
}

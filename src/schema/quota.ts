import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { QuotaReason } from '../entities/QuotaLog.js';
import { connectionOf } from './connection.js';
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

@InputType({ description: 'Which rows of the ledger.' })
export class QuotaLogFilter {
  @Field(() => ID, { nullable: true, description: 'Of this user. Operators see their own only; left out, everybody sees their own.' })
  userId?: string | null;

  @Field(() => [QuotaReasonEnum], { nullable: true, description: 'With one of these reasons.' })
  reasons?: QuotaReason[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this task.' })
  taskId?: string | null;

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

@ObjectType({ description: 'A remaining quota as it is now.' })
export class QuotaChange {
  @Field(() => ID, { description: 'Whose it is.' })
  userId!: string;

  @Field(() => Int, { description: 'How many mails they may still plan.' })
  quotaRemaining!: number;

  @Field(() => Int, { description: 'Grows with every change: the higher one is the later.' })
  version!: number;
}

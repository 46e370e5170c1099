import { type ClassType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CampaignState } from '../entities/campaignStates.js';
import { connectionOf } from './connection.js';
import { NewTaskInput } from './taskInputs.js';
import { CampaignStateEnum } from './taskEnums.js';
import { Payload } from './userError.js';

const texts = {
  startAt: 'When its first task starts; in the past: at once.',
  intervalDays: 'Calendar days from one task to the next, 0 to 365.',
  zone: 'The zone in whose wall-clock time the interval is reckoned, like Asia/Shanghai.',
};

@ObjectType('Campaign', { description: 'A plan of one or more tasks.' })
export class CampaignType {
  @Field(() => ID, { description: 'The id of the campaign.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => CampaignStateEnum, { description: 'Its state.' })
  state!: CampaignState;

  @Field(() => Date, { description: texts.startAt })
  startAt!: Date;

  @Field(() => Int, { description: texts.intervalDays })
  intervalDays!: number;

  @Field(() => String, { description: texts.zone })
  zone!: string;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it ended; null while it has not.' })
  endedAt?: Date | null;
}

export const CampaignConnection = connectionOf('Campaign', () => CampaignType);

@InputType({ description: 'Which campaigns.' })
export class CampaignFilter {
  @Field(() => [CampaignStateEnum], { nullable: true, description: 'Those in one of these states.' })
  states?: CampaignState[] | null;
}

@InputType({ description: 'A campaign to be made, as a draft.' })
export class CreateCampaignInput {
  @Field(() => String, { description: 'Its name, at most 200 characters.' })
  name!: string;

  @Field(() => Date, { description: texts.startAt })
  startAt!: Date;

  @Field(() => Int, { defaultValue: 1, description: texts.intervalDays })
  intervalDays!: number;

  @Field(() => String, { defaultValue: 'Asia/Shanghai', description: texts.zone })
  zone!: string;

  @Field(() => [NewTaskInput], { description: 'Its tasks in order, 1 to 100.' })
  tasks!: NewTaskInput[];
}

@InputType('CampaignPatch', { description: 'What to change of a campaign; what is left out stays.' })
export class CampaignPatchInput {
  @Field(() => String, { nullable: true, description: 'Its name, at most 200 characters.' })
  name?: string | null;

  @Field(() => Date, { nullable: true, description: texts.startAt })
  startAt?: Date | null;

  @Field(() => Int, { nullable: true, description: texts.intervalDays })
  intervalDays?: number | null;

  @Field(() => String, { nullable: true, description: texts.zone })
  zone?: string | null;
}

@InputType({ description: 'A change of a campaign none of whose tasks has started.' })
export class UpdateCampaignInput {
  @Field(() => ID, { description: 'The campaign to change.' })
  id!: string;

  @Field(() => CampaignPatchInput, { description: 'What to change.' })
  patch!: CampaignPatchInput;
}

@InputType({ description: 'A campaign to be planned once more, as a draft.' })
export class DuplicateCampaignInput {
  @Field(() => ID, { description: 'The campaign to be like.' })
  id!: string;

  @Field(() => Date, { description: 'When the first task of the new one starts.' })
  startAt!: Date;

  @Field(() => String, { nullable: true, description: 'The name of the new one; left out, the same.' })
  name?: string | null;
}

@ObjectType({ description: 'What deleteCampaign did.' })
export class DeleteCampaignPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of the campaign that is gone; null when refused.' })
  deletedId?: string | null;
}

interface CampaignResult extends Payload {
  campaign?: CampaignType | null;
}

/** The payload of a mutation of a campaign. */
function payloadOf(mutation: string, name: string): ClassType<CampaignResult> {
  @ObjectType(name, { description: `What ${mutation} did.` })
  class CampaignPayload extends Payload {
    @Field(() => CampaignType, { nullable: true, description: 'The campaign; null when refused.' })
    campaign?: CampaignType | null;
  }
  return CampaignPayload;
}

function inputOf(name: string, description: string): ClassType<{ id: string }> {
  @InputType(name, { description })
  class CampaignIdInput {
    @Field(() => ID, { description: 'The campaign.' })
    id!: string;
  }
  return CampaignIdInput;
}

export const CreateCampaignPayload = payloadOf('createCampaign', 'CreateCampaignPayload');
export const UpdateCampaignPayload = payloadOf('updateCampaign', 'UpdateCampaignPayload');
export const ScheduleCampaignInput = inputOf('ScheduleCampaignInput', 'A draft to be put on the calendar.');
export const ScheduleCampaignPayload = payloadOf('scheduleCampaign', 'ScheduleCampaignPayload');
export const PauseCampaignInput = inputOf('PauseCampaignInput', 'A campaign to be paused.');
export const PauseCampaignPayload = payloadOf('pauseCampaign', 'PauseCampaignPayload');
export const ResumeCampaignInput = inputOf('ResumeCampaignInput', 'A campaign to be resumed.');
export const ResumeCampaignPayload = payloadOf('resumeCampaign', 'ResumeCampaignPayload');
export const CancelCampaignInput = inputOf('CancelCampaignInput', 'A campaign to be cancelled.');
export const CancelCampaignPayload = payloadOf('cancelCampaign', 'CancelCampaignPayload');
export const DuplicateCampaignPayload = payloadOf('duplicateCampaign', 'DuplicateCampaignPayload');
export const DeleteCampaignInput = inputOf('DeleteCampaignInput', 'A draft to be deleted.');
export type CampaignAnswer = CampaignResult;

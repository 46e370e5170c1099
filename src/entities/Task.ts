import { defineEntity, p } from '@mikro-orm/core';
import { Refusal } from '../errors.js';
import type { AudienceRule } from './AudienceRule.js';
import { Campaign } from './Campaign.js';
import { Sender } from './Sender.js';
import {
  hasTaskEnded,
  isEditable,
  isPausable,
  mayTaskMove,
  pausableStates,
  type PauseReason,
  pauseReasons,
  type TaskState,
  taskStates,
  waitingReasons,
} from './taskStates.js';
import { TemplateSet } from './TemplateSet.js';
import { User } from './User.js';

/** Direct mails are tasks as well, but to dispatch alone: the ORM, and so people, see none of them (migrations/0010). */
export const taskKinds = ['NORMAL', 'RETRY'] as const;
export type TaskKind = (typeof taskKinds)[number];
/** Which mails of the old task a retry sends again. */
export const retryWhats = ['FAILED', 'UNKNOWN'] as const;
export type RetryWhat = (typeof retryWhats)[number];

export const TaskSchema = defineEntity({
  name: 'Task',
  tableName: 'tasks',
  filters: { ofCampaigns: { name: 'ofCampaigns', cond: { campaignId: { $ne: null } }, default: true } },
  properties: {
    id: p.uuid().primary(),
    campaignId: () => p.manyToOne(Campaign).mapToPk().name('campaign_id'),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    position: p.integer(),
    name: p.text(),
    kind: p.enum(taskKinds),
    retryOfId: p.uuid().name('retry_of').nullable(),
    retryWhat: p.enum(retryWhats).nullable(),
    state: p.enum(taskStates),
    pauseReason: p.enum(pauseReasons).nullable(),
    waitingReason: p.enum(waitingReasons).nullable(),
    pausedFrom: p.enum(pausableStates).nullable(),
    plannedAt: p.datetime(),
    plannedByHand: p.boolean(),
    lateAfterH: p.integer().nullable(),
    audience: p.json<AudienceRule>(),
    templateSetId: () => p.manyToOne(TemplateSet).mapToPk().name('template_set_id'),
    senderId: () => p.manyToOne(Sender).mapToPk().name('sender_id'),
    /** Mails of the user's quota held or used; moves together with the ledger. */
    reserved: p.integer(),
    failure: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
  },
});

/** One bulk send. Starting, waiting and finishing are the scheduler's, in SQL; what people do to it is here. */
export class Task extends TaskSchema.class {
  demandEditable(field: readonly string[] = ['id']): void {
    if (isEditable(this.state)) return;
    const why = hasTaskEnded(this.state) ? 'it has ended' : 'it has started';
    throw new Refusal('WRONG_STATE', `Task "${this.name}" is ${this.state} and cannot be edited: ${why}.`, field);
  }

  schedule(reserved: number, at: Date): void {
    // The table alone would allow PAUSED → SCHEDULED, which is a resume.
    if (this.state !== 'DRAFT') throw this.cannotBe('scheduled');
    this.moveTo('SCHEDULED', 'scheduled', at);
    this.reserved = reserved;
  }

  /** Stops the task where it is. One that has paused by itself keeps the state it left, and the new reason. */
  pause(reason: PauseReason, at: Date): void {
    if (this.state === 'PAUSED') this.updatedAt = at;
    else {
      const from = this.state;
      if (!isPausable(from)) throw this.cannotBe('paused');
      this.moveTo('PAUSED', 'paused', at);
      this.pausedFrom = from;
    }
    this.pauseReason = reason;
    this.waitingReason = null;
  }

  /** Back to the state it left; or, where a person has confirmed a late start, on to preparing. */
  resume(at: Date, { startNow = false } = {}): void {
    if (this.state !== 'PAUSED' || !this.pausedFrom) throw this.cannotBe('resumed');
    const to = startNow && this.pausedFrom === 'SCHEDULED' ? 'PREPARING' : this.pausedFrom;
    this.moveTo(to, 'resumed', at);
    if (to === 'PREPARING') this.startedAt ??= at;
    this.pauseReason = null;
    this.pausedFrom = null;
  }

  /** `claimed`: how many of its mails have been handed over; only they stay charged. Answers how many go back to the user. */
  cancel(claimed: number, at: Date): number {
    this.moveTo('CANCELLED', 'cancelled', at);
    const returned = this.reserved - claimed;
    this.reserved = claimed;
    this.pauseReason = null;
    this.pausedFrom = null;
    this.waitingReason = null;
    this.endedAt = at;
    return returned;
  }

  private moveTo(state: TaskState, verb: string, at: Date): void {
    if (!mayTaskMove(this.state, state)) throw this.cannotBe(verb);
    this.state = state;
    this.updatedAt = at;
  }

  private cannotBe(verb: string): Refusal {
    return new Refusal('WRONG_STATE', `Task "${this.name}" is ${this.state} and cannot be ${verb}.`, ['id']);
  }
}
TaskSchema.setClass(Task);

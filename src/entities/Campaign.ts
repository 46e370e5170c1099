import { defineEntity, p } from '@mikro-orm/core';
import { Refusal } from '../errors.js';
import { type CampaignState, campaignStates, mayCampaignMove } from './campaignStates.js';
import { User } from './User.js';

export const CampaignSchema = defineEntity({
  name: 'Campaign',
  tableName: 'campaigns',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    name: p.text(),
    state: p.enum(campaignStates),
    startAt: p.datetime(),
    intervalDays: p.integer(),
    zone: p.text(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** A plan of one or more tasks. COMPLETED is set by end_tasks (SQL), together with the end of the last task. */
export class Campaign extends CampaignSchema.class {
  schedule(at: Date): void {
    this.moveTo('ACTIVE', 'scheduled', at, 'DRAFT');
  }

  pause(at: Date): void {
    this.moveTo('PAUSED', 'paused', at);
  }

  resume(at: Date): void {
    this.moveTo('ACTIVE', 'resumed', at, 'PAUSED');
  }

  /** A retry is added: what was COMPLETED has a task again that has not ended; what is ACTIVE stays so. */
  reopen(at: Date): void {
    if (this.state === 'ACTIVE') return;
    this.moveTo('ACTIVE', 'retried', at, 'COMPLETED');
    this.endedAt = null;
  }

  cancel(at: Date): void {
    this.moveTo('CANCELLED', 'cancelled', at);
    this.endedAt = at;
  }

  /** `from`: where the table alone would allow more than the verb means (ACTIVE is reached by scheduling and by resuming). */
  private moveTo(state: CampaignState, verb: string, at: Date, from: CampaignState = this.state): void {
    if (this.state !== from || !mayCampaignMove(this.state, state)) {
      throw new Refusal('WRONG_STATE', `A campaign that is ${this.state} cannot be ${verb}.`, ['id']);
    }
    this.state = state;
    this.updatedAt = at;
  }
}
CampaignSchema.setClass(Campaign);

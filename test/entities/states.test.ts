import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Campaign } from '../../src/entities/Campaign.js';
import { campaignStates, campaignTransitions, hasCampaignEnded, mayCampaignMove } from '../../src/entities/campaignStates.js';
import { Task } from '../../src/entities/Task.js';
import {
  hasTaskEnded,
  isEditable,
  isPausable,
  mayTaskMove,
  pausableStates,
  pauseReasons,
  taskStates,
  taskTransitions,
  type TaskState,
} from '../../src/entities/taskStates.js';
import { Refusal } from '../../src/errors.js';

const at = new Date('2026-09-28T00:00:00Z');
const task = (values: Partial<Task>): Task =>
  Object.assign(Object.create(Task.prototype), {
    name: 'First',
    reserved: 0,
    pauseReason: null,
    pausedFrom: null,
    waitingReason: null,
    startedAt: null,
    ...values,
  });
const campaign = (values: Partial<Campaign>): Campaign => Object.assign(Object.create(Campaign.prototype), { name: 'Autumn', ...values });

/** Whether it was refused because of the state; anything else is a fault. */
function refused(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'WRONG_STATE') return true;
    throw error;
  }
}

describe('the life of a task (section 2)', () => {
  test('every pair of states is allowed or not as the page says', () => {
    const allowed = taskStates.flatMap((from) => taskStates.filter((to) => mayTaskMove(from, to)).map((to) => `${from} ${to}`));
    expect(allowed).toEqual([
      'DRAFT SCHEDULED',
      'DRAFT CANCELLED',
      'SCHEDULED PREPARING',
      'SCHEDULED PAUSED',
      'SCHEDULED CANCELLED',
      'PREPARING SENDING',
      'PREPARING PAUSED',
      'PREPARING FAILED',
      'PREPARING CANCELLED',
      'SENDING PAUSED',
      'SENDING FINISHED',
      'SENDING CANCELLED',
      'PAUSED SCHEDULED',
      'PAUSED PREPARING',
      'PAUSED SENDING',
      'PAUSED FINISHED',
      'PAUSED CANCELLED',
    ]);
    expect(taskStates.filter(hasTaskEnded)).toEqual(['FINISHED', 'FAILED', 'CANCELLED']);
    expect(taskStates.filter(isEditable)).toEqual(['DRAFT', 'SCHEDULED']);
    expect(taskStates.filter(isPausable)).toEqual([...pausableStates]);
  });

  test('no path leaves an end state, and every state can reach one', () => {
    const reachable = (from: TaskState, seen = new Set<TaskState>([from])): Set<TaskState> => {
      for (const to of taskTransitions[from]) if (!seen.has(to)) reachable(to, seen.add(to));
      return seen;
    };
    for (const state of taskStates) {
      const ends = [...reachable(state)].filter(hasTaskEnded);
      expect(hasTaskEnded(state) ? [...reachable(state)] : ends.length > 0).toEqual(hasTaskEnded(state) ? [state] : true);
    }
  });

  test('whatever is done to a task in whatever order, its columns agree with its state, and an end is an end', () => {
    const act = fc.oneof(
      fc.constant((t: Task) => t.schedule(10, at)),
      fc.constantFrom(...pauseReasons).map((reason) => (t: Task) => t.pause(reason, at)),
      fc.boolean().map((startNow) => (t: Task) => t.resume(at, { startNow })),
      fc.constant((t: Task) => t.cancel(3, at)),
      fc.constant((t: Task) => t.demandEditable()),
    );
    const engine = fc.constantFrom<TaskState>('PREPARING', 'SENDING', 'FINISHED', 'FAILED').map((to) => (t: Task) => {
      if (!mayTaskMove(t.state, to)) return;
      Object.assign(t, { state: to, pauseReason: null, pausedFrom: null });
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(act, engine), { maxLength: 15 }), (acts) => {
        const t = task({ state: 'DRAFT' });
        for (const each of acts) {
          const before = t.state;
          const wasRefused = refused(() => each(t));
          if (wasRefused) expect(t.state).toBe(before);
          if (t.state !== before) expect(mayTaskMove(before, t.state)).toBe(true);
          if (hasTaskEnded(before)) expect(t.state).toBe(before);
          expect(t.state === 'PAUSED').toBe(t.pauseReason !== null);
          expect(t.state === 'PAUSED').toBe(t.pausedFrom !== null);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test.each(pausableStates)('a pause leaves %s and a resume goes back to it', (state) => {
    const t = task({ state });
    t.pause('MANUAL', at);
    expect(t).toMatchObject({ state: 'PAUSED', pauseReason: 'MANUAL', pausedFrom: state });
    t.resume(at);
    expect(t).toMatchObject({ state, pauseReason: null, pausedFrom: null });
  });

  test('pausing a task that paused itself makes it MANUAL and keeps where it came from', () => {
    const t = task({ state: 'SENDING', waitingReason: 'SERVICES_COOLING' });
    t.pause('SERVICE_QUOTA_EXHAUSTED', at);
    t.pause('MANUAL', at);
    expect(t).toMatchObject({ state: 'PAUSED', pauseReason: 'MANUAL', pausedFrom: 'SENDING', waitingReason: null });
  });

  test('a late task that a person lets go starts at once', () => {
    const t = task({ state: 'PAUSED', pauseReason: 'LATE', pausedFrom: 'SCHEDULED' });
    t.resume(at, { startNow: true });
    expect(t).toMatchObject({ state: 'PREPARING', startedAt: at });
  });

  test('cancelling keeps what was handed over and returns the rest', () => {
    const t = task({ state: 'SENDING', reserved: 10 });
    expect(t.cancel(4, at)).toBe(6);
    expect(t).toMatchObject({ state: 'CANCELLED', reserved: 4, endedAt: at });
  });

  test('a refusal names task and state', () => {
    expect(() => task({ state: 'SENDING' }).demandEditable()).toThrow('Task "First" is SENDING and cannot be edited: it has started.');
    expect(() => task({ state: 'FINISHED' }).demandEditable()).toThrow('Task "First" is FINISHED and cannot be edited: it has ended.');
    expect(() => task({ state: 'FINISHED' }).pause('MANUAL', at)).toThrow('Task "First" is FINISHED and cannot be paused.');
    expect(() => task({ state: 'SENDING' }).resume(at)).toThrow('Task "First" is SENDING and cannot be resumed.');
  });
});

describe('the life of a campaign (section 2)', () => {
  test('every pair of states is allowed or not as the page says', () => {
    const allowed = campaignStates.flatMap((from) => campaignStates.filter((to) => mayCampaignMove(from, to)).map((to) => `${from} ${to}`));
    expect(allowed).toEqual([
      'DRAFT ACTIVE',
      'DRAFT CANCELLED',
      'ACTIVE PAUSED',
      'ACTIVE COMPLETED',
      'ACTIVE CANCELLED',
      'PAUSED ACTIVE',
      'PAUSED COMPLETED',
      'PAUSED CANCELLED',
      'COMPLETED ACTIVE',
    ]);
    expect(campaignStates.filter(hasCampaignEnded)).toEqual(['COMPLETED', 'CANCELLED']);
    expect(campaignStates.filter((state) => campaignTransitions[state].length === 0)).toEqual(['CANCELLED']);
  });

  test('each verb goes from where it means to, and nowhere else', () => {
    const verbs = { schedule: ['DRAFT'], pause: ['ACTIVE'], resume: ['PAUSED'], cancel: ['DRAFT', 'ACTIVE', 'PAUSED'], reopen: ['ACTIVE', 'COMPLETED'] } as const;
    for (const [verb, from] of Object.entries(verbs)) {
      const works = campaignStates.filter((state) => !refused(() => campaign({ state })[verb as keyof typeof verbs](at)));
      expect(works).toEqual([...from]);
    }
    expect(() => campaign({ state: 'PAUSED' }).schedule(at)).toThrow('A campaign that is PAUSED cannot be scheduled.');
  });
});

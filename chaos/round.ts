import { setTimeout as sleep } from 'node:timers/promises';
import { Actions, type Deeds } from './actions.js';
import { Dice } from './dice.js';
import { judge, overdrawn, type Verdict } from './judge.js';
import { chaosMs, tell, type RoundPlan } from './plan.js';
import { clearWorld, makeWorld, setReceivers, type RoundWorld } from './roundWorld.js';
import { settleMs } from './settings.js';
import type { Stage } from './stage.js';

export interface RoundResult {
  seed: number;
  verdict: Verdict;
  deeds: Deeds;
  ms: { chaos: number; settling: number };
  /** A service was frozen, and thawed as an administrator would. */
  thawed: number;
  /** The tasks that did not end, in words. */
  stuck: string[];
}

/** One round: a fresh world, chaos, settling, judgement. */
export async function playRound(stage: Stage, plan: RoundPlan, told: (line: string) => void): Promise<RoundResult> {
  await setReceivers(stage);
  const world = await makeWorld(stage, plan);
  const errors = new Set<string>();
  const dice = new Dice(plan.seed + 1);
  const actions = new Actions(stage, () => dice.next(), told);
  const began = performance.now();
  let thawed = 0;
  const watch = async (): Promise<void> => {
    for (const error of await overdrawn(stage)) errors.add(error);
    thawed += (await stage.postgres.rows(`UPDATE lanes SET frozen_reason = NULL, frozen_detail = NULL, frozen_at = NULL, failed_at = '{}', version = version + 1 WHERE frozen_reason IS NOT NULL RETURNING 1`)).length;
  };

  for (const step of plan.steps) {
    for (let left = step.atMs - (performance.now() - began); left > 0; left = step.atMs - (performance.now() - began)) {
      await Promise.race([sleep(left), left > 250 ? sleep(250).then(watch) : sleep(left)]);
    }
    told(`${String(Math.round(performance.now() - began)).padStart(6)} ms  ${tell(step)}`);
    actions.begin(step);
  }
  await sleep(Math.max(0, chaosMs - (performance.now() - began)));
  await actions.over();
  const chaosEndedMs = performance.now();
  const stuck = await settle(stage, world, watch);
  const verdict = await judge(stage, world, actions.deeds);
  verdict.quotaErrors.push(...[...errors].filter((error) => !verdict.quotaErrors.includes(error)));
  if (stuck.length === 0) await clearWorld(stage);
  return { seed: plan.seed, verdict, deeds: actions.deeds, thawed, stuck, ms: { chaos: chaosEndedMs - began, settling: performance.now() - chaosEndedMs } };
}

/**
 * Waits until every task has ended. Where quota binds, tasks are PAUSED for it, or redeliveries wait for it: once that has been looked at, the quota of
 * today is raised as an administrator would, and they must go on by themselves.
 */
async function settle(stage: Stage, world: RoundWorld, watch: () => Promise<void>): Promise<string[]> {
  const { postgres } = stage;
  const began = performance.now();
  let raised = false;
  for (;;) {
    await watch();
    const open = await postgres.rows<{ id: string; words: string; waits: boolean }>(
      `SELECT t.id, concat_ws(' ', 'task', t.id, t.state, t.pause_reason, t.waiting_reason, ':', p.sent, p.failed, p.unknown, 'of', p.total, 'claims', (SELECT count(*) FROM claims c WHERE c.task_id = t.id),
                'retries', (SELECT count(*) FROM retries r WHERE r.task_id = t.id), 'redeliveries', (SELECT count(*) FROM redeliveries d WHERE d.task_id = t.id)) AS words,
              t.pause_reason = 'SERVICE_QUOTA_EXHAUSTED' AS waits
         FROM tasks t JOIN task_progress p ON p.task_id = t.id WHERE t.id = ANY ($1) AND t.state <> 'FINISHED'`, [world.tasks]);
    if (open.length === 0) return [];
    const elapsed = performance.now() - began;
    if (!raised && (open.every((task) => task.waits) || elapsed > 1_500)) {
      raised = true;
      await watch();
      await postgres.rows(`UPDATE service_usages u SET adjustment = adjustment + 10000 FROM lanes l WHERE l.service_id = u.service_id AND u.starts_at = l.period_start AND l.daily_quota < 10000`);
      stage.wakeWorkers();
    }
    if (elapsed > settleMs) return open.map((task) => task.words);
    await sleep(50);
  }
}

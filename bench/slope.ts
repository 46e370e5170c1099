import { newId } from '../src/ids.js';
import { templateOf } from './content.js';
import type { Bench } from './figures.js';
import { round } from './measure.js';
import { addOperator, addService, addTasks, analyze, release, type Operator } from './plan.js';
import { dispatched } from './run.js';
import { Stage } from './stage.js';

const snapshotSeconds = 60;

/** Ended mails as a flush leaves them, of tasks long past. */
async function addEnded(stage: Stage, count: number): Promise<void> {
  // Two at a time: one core each.
  await Promise.all([0, 1].map((half) => stage.rows(
    `INSERT INTO subtasks (id, task_id, seq, contact_id, email, state, attempt, service_id, template_version_id, from_address, message_id, provider_id, attempted_at, settled_at)
       SELECT i, $1, n, gen_random_uuid(), 'old' || n || '@example.org', 'SENT', 1, $2, $2, 'news@bench.example.com', '<' || i || '.1@bench.example.com>', '1790000000000_' || n || '_1_1.sc-127_0_0_1-inbound0$old' || n || '@example.org', now(), now()
         FROM (SELECT n, uuid_v7(now() - interval '30 days' + n * interval '100 us') AS i FROM generate_series(1, $3::int) n) k`,
    [newId(), newId(), half === 0 ? Math.ceil(count / 2) : Math.floor(count / 2)],
  )));
}

/** Tasks are prepared before they may be sent, so that every run is dispatch alone, from its first mail to its last flush. */
async function run(stage: Stage, operator: Operator, tasks: number, contacts: number): Promise<number> {
  await stage.receivers.control.reset();
  const ids = await addTasks(stage, [operator], tasks, { mails: contacts, held: true });
  await stage.start('scheduler,worker');
  await stage.until('the tasks are prepared', async () => (await stage.rows<{ n: number }>(`SELECT count(*)::int AS n FROM tasks WHERE id = ANY ($1) AND state IN ('SCHEDULED', 'PREPARING')`, [ids]))[0]!.n === 0, 120);
  await release(stage, ids);
  const { perSecond } = await dispatched(stage, ids, { from: 'first mail' });
  await stage.stopSluices();
  return round(perSecond);
}

/** Does dispatch slow down with what has been sent before, or while somebody holds a snapshot open? */
export const slope: Bench = async (options) => {
  const size = options.size ?? 60_000;
  const full = options.size === null;
  const stage = await Stage.set(options);
  try {
    const operator = await addOperator(stage, size, templateOf(3_000));
    await addService(stage, [operator], { kind: 'http', connections: 64 });
    const rates: { ended: number; perSecond: number; snapshot?: true }[] = [];
    let ended = 0;
    // Scaled down with the size, so that a small bench is a quick one.
    for (const wanted of [100_000, 1_000_000, 5_000_000].map((many) => (full ? many : Math.ceil((many * size) / 60_000)))) {
      await addEnded(stage, wanted - ended);
      ended = wanted;
      await analyze(stage);
      rates.push({ ended, perSecond: await run(stage, operator, 1, size) });
      options.note(`${ended} ended: ${rates.at(-1)!.perSecond} mails/s`);
    }
    const holder = await stage.database.pool.connect();
    let heldSeconds: number;
    try {
      await holder.query('SET idle_in_transaction_session_timeout = 0');
      const tasks = full ? Math.ceil((rates.at(-1)!.perSecond * snapshotSeconds * 1.1) / size) : 1;
      await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await holder.query('SELECT count(*) FROM users');
      const began = performance.now();
      rates.push({ ended, perSecond: await run(stage, operator, tasks, size), snapshot: true });
      heldSeconds = (performance.now() - began) / 1_000;
      await holder.query('COMMIT');
    } finally {
      holder.release(true);
    }
    options.note(`with a snapshot held for ${round(heldSeconds)} s: ${rates.at(-1)!.perSecond} mails/s`);
    const first = rates[0]!.perSecond;
    const worst = Math.min(...rates.map((rate) => rate.perSecond));
    const ratio = round(worst / first, 3);
    return {
      name: 'slope', figure: worst, unit: 'mails/s at worst', limit: first, ratio, aim: 'each ≥ 0.8 of the first', met: ratio >= 0.8 && (!full || heldSeconds >= snapshotSeconds), size,
      rates, snapshotHeldSeconds: round(heldSeconds, 1), postgresql: stage.durability,
    };
  } finally {
    await stage.end();
  }
};

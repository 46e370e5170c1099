import pg from 'pg';
import { templateOf } from './content.js';
import type { Bench } from './figures.js';
import { quantile, round } from './measure.js';
import { addOperator, addService, addTask, analyze, type Operator } from './plan.js';
import { dispatched } from './run.js';
import { Stage } from './stage.js';

/** Tables with an owner of their own, and those that dispatch writes, whose owner is their task's. */
const owned = ['campaigns', 'tasks', 'contacts', 'templates', 'template_sets', 'senders', 'task_cursors', 'user_quota_logs'];
const ofTasks = ['subtasks', 'task_progress', 'attempts', 'retries'];
const viewer = `current_setting('sluice.viewer')::uuid`;

/** As it would be done: a role for what operators ask, bound to rows of the viewer; dispatch works as another, for which every row is open. */
async function policies(stage: Stage, on: boolean): Promise<void> {
  for (const table of [...owned, ...ofTasks]) {
    await stage.rows(`DROP POLICY IF EXISTS of_viewer ON ${table}`);
    await stage.rows(`DROP POLICY IF EXISTS of_program ON ${table}`);
    await stage.rows(`ALTER TABLE ${table} ${on ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`);
    if (!on) continue;
    const mine = ofTasks.includes(table) ? `EXISTS (SELECT FROM tasks t WHERE t.id = ${table}.task_id AND t.user_id = ${viewer})` : `user_id = ${viewer}`;
    await stage.rows(`CREATE POLICY of_viewer ON ${table} TO bench_viewer USING (${mine})`);
    await stage.rows(`CREATE POLICY of_program ON ${table} TO sluice_app USING (true) WITH CHECK (true)`);
  }
}

const lists: Record<string, string> = {
  contacts: 'SELECT id, email, nickname, created_at FROM contacts WHERE user_id = $1 ORDER BY id DESC LIMIT 26',
  mails: 'SELECT s.id, s.email, s.state FROM subtasks s JOIN tasks t ON t.id = s.task_id WHERE t.user_id = $1 ORDER BY s.task_id, s.seq LIMIT 26',
};

/** Median microseconds of a list as the program asks for it, and as it would have to with policies: in a transaction that first says who asks. */
async function asked(stage: Stage, operator: Operator, times: number): Promise<Record<string, { now: number; withPolicies: number }>> {
  const plain = new pg.Client({ connectionString: stage.databaseUrl });
  const bound = new pg.Client({ connectionString: stage.databaseUrl });
  await Promise.all([plain.connect(), bound.connect()]);
  await plain.query('SET ROLE sluice_app');
  await bound.query('SET ROLE bench_viewer');
  const timed = async (all: number[], work: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await work();
    all.push((performance.now() - began) * 1_000);
  };
  const median = (all: number[]): number => round(quantile(all.sort((a, b) => a - b), 0.5));
  const result: Record<string, { now: number; withPolicies: number }> = {};
  for (const [name, text] of Object.entries(lists)) {
    const list = { name, text, values: [operator.userId] };
    const [plainly, bounded]: [number[], number[]] = [[], []];
    // In turns, so that what else the machine does falls on both.
    for (let i = 0; i < times; i++) {
      await timed(plainly, () => plain.query(list));
      await timed(bounded, async () => {
        await bound.query('BEGIN');
        await bound.query({ name: 'viewer', text: `SELECT set_config('sluice.viewer', $1, true)`, values: [operator.userId] });
        const { rowCount } = await bound.query(list);
        await bound.query('COMMIT');
        if (rowCount === 0) throw new Error(`${name}: the policies show an owner nothing`);
      });
    }
    result[name] = { now: median(plainly), withPolicies: median(bounded) };
  }
  await Promise.all([plain.end(), bound.end()]);
  return result;
}

/** What row-level security would cost as a second line: on the path of dispatch, and for a list (docs/decisions/0007). */
export const rls: Bench = async (options) => {
  const mails = options.size ?? 60_000;
  const stage = await Stage.set(options);
  try {
    await stage.rows(`CREATE ROLE bench_viewer NOLOGIN`);
    const operator = await addOperator(stage, mails, templateOf(1_000));
    await addService(stage, [operator], { kind: 'http', connections: 64 });
    await analyze(stage);
    await stage.start('scheduler,worker');
    await stage.rows('GRANT SELECT ON ALL TABLES IN SCHEMA public TO bench_viewer');
    const rates: { policies: boolean; perSecond: number }[] = [];
    for (const on of [false, true, false, true]) {
      await policies(stage, on);
      await stage.receivers.control.reset();
      const { perSecond } = await dispatched(stage, [await addTask(stage, operator, { mails })]);
      options.note(`${on ? 'with' : 'without'} policies: ${round(perSecond)} mails/s`);
      rates.push({ policies: on, perSecond: round(perSecond) });
    }
    const best = (on: boolean): number => Math.max(...rates.filter(({ policies: with_ }) => with_ === on).map(({ perSecond }) => perSecond));
    const listMicroseconds = await asked(stage, operator, 2_000);
    return {
      name: 'rls', figure: best(true), unit: 'mails/s with policies', limit: best(false), ratio: round(best(true) / best(false), 3),
      aim: 'what a second line of separation costs', met: null, size: mails, rates, listMicroseconds,
    };
  } finally {
    await stage.end();
  }
};

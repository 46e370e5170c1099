import { templateOf } from './content.js';
import { perMail, type Bench } from './figures.js';
import { round } from './measure.js';
import { addOperator, addService, addTasks, analyze } from './plan.js';
import { startRedis } from './redis.js';
import { dispatched } from './run.js';
import { Stage } from './stage.js';

const services = 8;

/** Eight services and eight users, driven by one, two and four worker processes. */
export const scale: Bench = async (options) => {
  const size = options.size ?? 120_000;
  const stage = await Stage.set(options);
  try {
    const redis = await startRedis(stage);
    const each = Math.ceil(size / services);
    const operators = [];
    for (let i = 0; i < services; i++) operators.push(await addOperator(stage, each, templateOf(3_000)));
    for (let i = 0; i < services; i++) await addService(stage, operators, { kind: 'http', connections: 16 });
    await analyze(stage);
    const runs = [];
    for (const workers of [1, 2, 4]) {
      await stage.receivers.control.reset();
      const tasks = await addTasks(stage, operators, 1, { mails: each });
      for (let i = 0; i < workers; i++) await stage.start('worker', { redisUrl: redis.url });
      // They share the lanes out before there is anything to send.
      await stage.until('the lanes are shared out', async () => {
        const rows = await stage.rows<{ n: number }>(`SELECT count(*)::int AS n FROM lanes l JOIN workers w ON w.id = l.owner AND w.expires_at > now() GROUP BY l.owner`);
        return rows.length === workers && rows.every((row) => row.n === services / workers);
      }, 60, 200);
      await stage.start('scheduler', { redisUrl: redis.url });
      const run = await dispatched(stage, tasks);
      await stage.stopSluices();
      options.note(`${workers} workers: ${round(run.perSecond)} mails/s`);
      runs.push({ workers, perSecond: round(run.perSecond), seconds: round(run.seconds, 2), cpuSeconds: run.cpu, cpuMicrosecondsAMail: perMail(run.cpu, run.mails) });
    }
    const best = runs.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));
    return {
      name: 'scale', figure: best.perSecond, unit: `mails/s with ${best.workers} workers`, limit: runs[0]!.perSecond, ratio: round(best.perSecond / runs[0]!.perSecond, 3), aim: 'reported; the limit is one worker', met: null, size,
      services, runs, postgresql: stage.durability,
    };
  } finally {
    await stage.end();
  }
};

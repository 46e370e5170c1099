// npm run chaos: kills, sleeps, restarts and cut connections against the real processes, round after round; see README.md.
import { rm } from 'node:fs/promises';
import { readOptions, usage, type ChaosOptions } from './options.js';
import { drawPlan } from './plan.js';
import { Totals } from './report.js';
import { playRound } from './round.js';
import { environment, leaseMs, paceToleranceMs, schedulers, workers } from './settings.js';
import { setStage, type Stage } from './stage.js';

const options = (() => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
})();
if (options === 'HELP') {
  process.stdout.write(usage);
  process.exit(0);
}
process.exit(await run(options));

async function run({ rounds, seed, json, keepLogs }: ChaosOptions): Promise<number> {
  const say = (line: string): void => void (json ? process.stderr : process.stdout).write(`${line}\n`);
  const closing: (() => Promise<unknown>)[] = [];
  let setting: Promise<Stage> | null = null;
  let ending: Promise<void> | null = null;
  /** What is half set up is waited for: nothing that was started may stay. */
  const end = (keep: boolean): Promise<void> =>
    (ending ??= (async () => {
      const stage = await setting?.catch(() => null);
      await Promise.allSettled(closing.splice(0).reverse().map((step) => step()));
      if (stage && !keep) await rm(stage.folder, { recursive: true, force: true });
    })());
  let isInterrupted = false;
  // A step that fails while nobody waits for it yet.
  process.on('unhandledRejection', (error) => {
    if (isInterrupted) return;
    process.stderr.write(`\nThe run failed: ${(error as Error).stack}\n`);
    isInterrupted = true;
    void end(true).finally(() => process.exit(1));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      isInterrupted = true;
      void end(keepLogs).finally(() => process.exit(130));
    });
  }

  const totals = new Totals(seed);
  try {
    say(`chaos: ${rounds} rounds, seed ${seed}; ${workers} workers, ${schedulers} schedulers; PostgreSQL with fsync and synchronous_commit on`);
    say(Object.entries(environment).map(([name, value]) => `${name}=${value}`).join(' ') + `; tolerance for the pace ${paceToleranceMs} ms`);
    setting = setStage(closing);
    const stage = await setting;
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1}, seed ${seed + round}`);
      const result = await playRound(stage, drawPlan(seed + round, leaseMs), (line) => say(`  ${line}`));
      totals.add(result, stage.processes.flatMap((process) => process.unexpected.splice(0)));
      say(totals.lineOf(result));
      // What is stuck stays stuck: the next round would be judged by it.
      if (result.stuck.length > 0) break;
    }
    const failures = totals.failures(rounds);
    say(totals.text(failures));
    if (json) process.stdout.write(`${JSON.stringify(totals.json(failures))}\n`);
    if (failures.length > 0) say(`logs of the processes: ${stage.folder}`);
    await end(keepLogs || failures.length > 0);
    return failures.length === 0 ? 0 : 1;
  } catch (error) {
    if (isInterrupted) await new Promise(() => {});
    const stage = await setting?.catch(() => null);
    process.stderr.write(`\nThe run failed: ${(error as Error).stack}\n`);
    if (stage) process.stderr.write(`logs of the processes: ${stage.folder}\n`);
    await end(true);
    return 1;
  }
}

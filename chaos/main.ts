// npm run chaos: kills, sleeps, restarts and cut connections against the real processes, round after round; see README.md.
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
  let stage: Stage | null = null;
  let ending: Promise<void> | null = null;
  const end = (keep: boolean): Promise<void> => (ending ??= stage ? stage.end(keep) : Promise.allSettled(closing.splice(0).reverse().map((step) => step())).then(() => {}));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(keepLogs).finally(() => process.exit(130)));

  const totals = new Totals(seed);
  try {
    say(`chaos: ${rounds} rounds, seed ${seed}; ${workers} workers, ${schedulers} schedulers; PostgreSQL with fsync and synchronous_commit on`);
    say(Object.entries(environment).map(([name, value]) => `${name}=${value}`).join(' ') + `; tolerance for the pace ${paceToleranceMs} ms`);
    stage = await setStage(closing);
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
    process.stderr.write(`\nThe run failed: ${(error as Error).stack}\n`);
    if (stage) process.stderr.write(`logs of the processes: ${stage.folder}\n`);
    await end(true);
    return 1;
  }
}

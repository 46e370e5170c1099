// npm run demo: the main job from end to end, over the public API only, against receivers on loopback.
import { readOptions, usage, type DemoOptions } from './options.js';
import { describeKept, play } from './play.js';
import { printSummary } from './summary.js';

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

async function run(chosen: DemoOptions): Promise<number> {
  try {
    const { summary, kept } = await play(chosen);
    process.stdout.write(chosen.json ? `${JSON.stringify(summary)}\n` : `\n${printSummary(summary)}\n`);
    if (kept) {
      (chosen.json ? process.stderr : process.stdout).write(`\n${describeKept(kept)}\n`);
      await new Promise(() => {});
    }
    return summary.ok ? 0 : 1;
  } catch (error) {
    process.stderr.write(`\nThe demonstration failed: ${(error as Error).stack}\n`);
    return 1;
  }
}

import fc from 'fast-check';

/**
 * How often properties are tried, and from which seed: npm run properties -- --runs N --seed S --path P. Every property prints what it did, so that
 * any run can be had again: PROPERTY_SEED alone repeats all of its cases, with PROPERTY_PATH only the one that failed, shrunk.
 */
const number = (name: string): number | undefined => (process.env[name] ? Number(process.env[name]) : undefined);
const asked = {
  runs: number('PROPERTY_RUNS'),
  seed: number('PROPERTY_SEED'),
  path: process.env['PROPERTY_PATH'] || undefined,
};

/** The suite tries the same cases every time, so that it fails for a change and not by luck; a longer run tries others, unless it is given a seed. */
const suiteSeed = 20_261_122;

/** In the suite a property stops after so long, however many runs it was given; a longer run is asked for by name. */
const suiteMs = 11_000;

/** For tests that try a property; Jest would end a long run otherwise. */
export const propertyTimeoutMs = asked.runs === undefined ? 60_000 : 24 * 3_600_000;

/** Tries a property and says how often; throws with the shrunk counterexample and how to have it again. */
export async function holds<Values>(name: string, property: fc.IRawProperty<Values>, runs: number, mostMs = suiteMs): Promise<void> {
  const details = await fc.check(property, {
    numRuns: asked.runs === undefined ? runs : Math.max(runs, asked.runs),
    seed: asked.seed ?? (asked.runs === undefined ? suiteSeed : undefined),
    path: asked.path,
    interruptAfterTimeLimit: asked.runs === undefined ? mostMs : undefined,
    // Shrinking a walk takes some minutes; who only wants to know whether it fails does without.
    endOnFailure: Boolean(process.env['PROPERTY_UNSHRUNK']),
    verbose: fc.VerbosityLevel.None,
  });
  process.stdout.write(`property "${name}": ${details.numRuns} runs, seed ${details.seed}${details.failed ? ', FAILED' : ''}\n`);
  if (!details.failed) return;
  const again = `PROPERTY_SEED=${details.seed} PROPERTY_PATH=${details.counterexamplePath}`;
  throw new Error(`${fc.defaultReportMessage(details)}\n\nHave it again: ${again} node scripts/test.mjs <this file> -t "${name}"`, {
    cause: details.errorInstance,
  });
}

import { afterAll, afterEach, describe, test } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../support/database.js';
import { fates, type Fate } from '../support/modelProvider.js';
import { type Act, type Deed, deeds, ModelRun } from '../support/modelRun.js';
import { holds, propertyTimeoutMs } from '../support/modelRuns.js';

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 10, arbitrary: fc.constant('accepted' as const) },
  { weight: 3, arbitrary: fc.constantFrom('taken' as const, 'taken' as const, 'lost' as const) },
  { weight: 5, arbitrary: fc.constantFrom('rejected' as const, 'unreachable' as const, 'deferredService' as const, 'deferredRecipient' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...fates) },
);
const act: fc.Arbitrary<Act> = fc.record({
  do: fc.oneof(...Object.entries(deeds).map(([deed, weight]) => ({ weight: Math.round(weight * 10), arbitrary: fc.constant(deed as Deed) }))),
  a: fc.nat(60),
  b: fc.nat(63),
  lost: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  fates: fc.array(fate, { minLength: 1, maxLength: 6 }),
});

describe('dispatch as a whole, on a clock of its own, with a provider of its own', () => {
  const db = testDatabase({ poolSize: 1 });
  let run: ModelRun | null = null;
  const totals = { acts: 0, refused: 0, claims: 0, reaped: 0, answersLost: 0, crashes: 0, handed: 0, recognised: 0 };

  function add({ tally, provider }: ModelRun): void {
    for (const key of Object.keys(tally) as (keyof typeof tally)[]) totals[key] += tally[key];
    totals.handed += provider.handed.length;
    totals.recognised += provider.repeats;
  }

  afterEach(async () => {
    await run?.end();
  });

  // A walk in which nothing happens proves nothing.
  afterAll(() => {
    process.stdout.write(
      `walks: ${Object.entries(totals)
        .map(([what, n]) => `${what} ${n}`)
        .join(', ')}\n`,
    );
  });

  const name = 'whatever is done in whatever order, quota, pace, places and copies are right after every act, and everything comes to its end';
  test(
    name,
    () =>
      holds(
        name,
        fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 140, size: 'max' }), async (acts) => {
          run = new ModelRun(db);
          await run.begin();
          const faults = (found: string[]): void => {
            if (found.length > 0) throw new Error(`${found.join('\n')}\nafter\n  ${run!.story.join('\n  ')}`);
          };
          for (const each of acts) {
            await run.act(each);
            faults(await run.violations());
          }
          faults(await run.finish());
          faults(await run.violations());
          add(run);
        }),
        60,
        20_000,
      ),
    propertyTimeoutMs,
  );
});

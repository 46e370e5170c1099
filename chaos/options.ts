import { parseArgs } from 'node:util';

export interface ChaosOptions {
  rounds: number;
  /** Of the first round; each further round has the next number. */
  seed: number;
  /** One JSON object on standard output; what happens is told on standard error. */
  json: boolean;
  /** Keeps the logs of the processes, also when all went well. */
  keepLogs: boolean;
}

export const usage = `npm run chaos -- [--rounds N] [--seed S] [--json] [--keep-logs]

  --rounds N   how many rounds (default 5); each has a seed of its own, printed with it
  --seed S     seed of the first round (default: drawn); round k of a run is replayed by --rounds 1 --seed S+k-1
  --json       prints the result as one object
  --keep-logs  keeps the folder with the logs of all processes; after a failure it is kept anyway
`;

/** The command line; throws with words for the person who wrote it. */
export function readOptions(argv: readonly string[]): ChaosOptions | 'HELP' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string', default: '5' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
      'keep-logs': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'HELP';
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1);
  return { rounds: wholeNumber('--rounds', values.rounds, 1, 10_000), seed, json: values.json, keepLogs: values['keep-logs'] };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most)) throw new Error(`${name} must be a whole number from ${least} to ${most}`);
  return number;
}

import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** Kill the server with -9 half-way and start it again. */
  kill: boolean;
  /** Leave everything running at the end. */
  keep: boolean;
  /** One JSON object on standard output instead of tables. */
  json: boolean;
  contacts: number;
}

export const usage = `npm run demo -- [--kill] [--keep] [--json]

  --kill       kills the server with -9 half-way, starts it again, and still reconciles
  --keep       leaves everything running and prints the address, the sign-in and the data folder; Ctrl-C ends it
  --json       prints the result as one object
  --contacts N how many contacts the first operator imports (default 10000)
`;

/** The command line; throws with words for the person who wrote it. */
export function readOptions(argv: readonly string[]): DemoOptions | 'HELP' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      kill: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      contacts: { type: 'string', default: '10000' },
    },
  });
  if (values.help) return 'HELP';
  const contacts = Number(values.contacts);
  if (!Number.isInteger(contacts) || contacts < 500 || contacts > 100_000) throw new Error('--contacts must be a whole number from 500 to 100000');
  return { kill: values.kill, keep: values.keep, json: values.json, contacts };
}

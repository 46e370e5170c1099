// Asks a real server anything the schema allows, and more: npm run fuzz -- [--operations N] [--seed S] [--unshrunk | --all]
//   --operations N  default 20000
//   --seed S        repeats a run, as far as operations at once allow; every run prints the seed it used
//   --unshrunk      a failure is shown as it was found
//   --all           goes on after failures and shows the first of each kind
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { operations: { type: 'string', default: '20000' }, seed: { type: 'string' }, unshrunk: { type: 'boolean' }, all: { type: 'boolean' } } });
if (!/^[1-9]\d*$/.test(values.operations) || (values.seed !== undefined && !/^-?\d+$/.test(values.seed))) {
  console.error('--operations is a whole number from 1, --seed a whole number.');
  process.exit(2);
}
const env = { ...process.env, FUZZ_OPERATIONS: values.operations };
if (values.seed) env.FUZZ_SEED = values.seed;
if (values.unshrunk) env.FUZZ_UNSHRUNK = 'yes';
if (values.all) env.FUZZ_ALL = 'yes';
const child = spawn(process.execPath, [path.join(import.meta.dirname, 'test.mjs'), 'test/fuzz'], { env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('close', (code) => (process.exitCode = code ?? 1));

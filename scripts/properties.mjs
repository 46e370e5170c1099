// Tries the properties of test/properties for longer than the suite does: npm run properties -- [--runs N] [--unshrunk] [--seed S] [--path P] [Jest's arguments]
//   --runs N   of each property; the cheap ones never run fewer than in the suite. Default 200
//   --unshrunk a failure is shown as it was found; shrinking one of a whole walk takes minutes
//   --seed S   repeats a run: every property prints the seed it used; --path P with it only the case that failed
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '200' }, unshrunk: { type: 'boolean' }, seed: { type: 'string' }, path: { type: 'string' }, testNamePattern: { type: 'string', short: 't' } },
  allowPositionals: true,
});
if (!/^[1-9]\d*$/.test(values.runs) || (values.seed !== undefined && !/^-?\d+$/.test(values.seed))) {
  console.error('--runs is a whole number from 1, --seed a whole number.');
  process.exit(2);
}
const env = { ...process.env, PROPERTY_RUNS: values.runs };
if (values.seed) env.PROPERTY_SEED = values.seed;
if (values.unshrunk) env.PROPERTY_UNSHRUNK = 'yes';
if (values.path) env.PROPERTY_PATH = values.path;
const files = positionals.length > 0 ? positionals : ['test/properties'];
const name = values.testNamePattern ? ['-t', values.testNamePattern] : [];
const child = spawn(process.execPath, [path.join(import.meta.dirname, 'test.mjs'), ...files, ...name], { env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('close', (code) => (process.exitCode = code ?? 1));

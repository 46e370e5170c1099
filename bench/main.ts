// Measures the engine beside what the same machine does without it. One result, honest by construction: see bench/README.md.
//   npm run bench -- http [--size 20000] [--json] [--profile FOLDER]
import { parseArgs } from 'node:util';
import { print, withMachine, type Bench } from './figures.js';
import { Stage } from './stage.js';

const benches: Record<string, () => Promise<Bench>> = {
  http: async () => (await import('./http.js')).http,
  smtp: async () => (await import('./smtp.js')).smtp,
  big: async () => (await import('./big.js')).big,
  latency: async () => (await import('./latency.js')).latency,
  lanes: async () => (await import('./lanes.js')).lanes,
  prepare: async () => (await import('./prepare.js')).prepare,
  due: async () => (await import('./due.js')).due,
  slope: async () => (await import('./slope.js')).slope,
  fanout: async () => (await import('./fanout.js')).fanout,
  rls: async () => (await import('./rls.js')).rls,
  load: async () => (await import('./load.js')).load,
  scale: async () => (await import('./scale.js')).scale,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, seconds: { type: 'string' }, json: { type: 'boolean', default: false }, profile: { type: 'string' } },
});
const name = positionals[0] ?? '';
const size = values.size === undefined ? null : Number(values.size);
const seconds = values.seconds === undefined ? null : Number(values.seconds);
const load = benches[name];
const isCount = (value: number | null): boolean => value === null || (Number.isInteger(value) && value > 0);
if (!load || positionals.length > 1 || !isCount(size) || !isCount(seconds)) {
  console.error(`npm run bench -- NAME [--size N] [--seconds N] [--json] [--profile FOLDER]\nNAME: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
// On standard error: what --json prints is one object and nothing else.
const note = (line: string): void => console.error(line);

const mostSeconds = 300;
async function giveUp(reason: string, code: number): Promise<never> {
  console.error(`${name}: ${reason}`);
  await Promise.all([...Stage.standing].map((stage) => stage.end()));
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void giveUp(`ended by ${signal}`, 130));
setTimeout(() => void giveUp(`took longer than ${mostSeconds} s`, 1), mostSeconds * 1_000).unref();

const began = performance.now();
try {
  const figures = withMachine(await (await load())({ size, seconds, profileDir: values.profile ?? null, note }), (performance.now() - began) / 1_000);
  if (values.json) console.log(JSON.stringify(figures));
  else print(figures);
} catch (error) {
  // No figure is better than a wrong one.
  await giveUp((error as Error).message, 1);
}

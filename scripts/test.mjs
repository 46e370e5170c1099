// Builds, runs Jest, and ends with one line that says how it went: "N passed, M failed". Arguments go to Jest.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.dirname(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname));
const passed = process.argv.slice(2);

/** Node out of node_modules when it is there, as in every npm script, so that "node scripts/test.mjs" runs on the same one. */
function suitableNode() {
  const packaged = path.join(root, 'node_modules', '.bin', 'node');
  if (existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 17)) return process.execPath;
  fail(`The tests need Node 22.17 or newer; this is ${process.versions.node}. "npm ci" brings one along.`);
}

function fail(message) {
  console.error(message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const node = suitableNode();
const env = { ...process.env, PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`, NODE_ENV: 'test' };
const folder = await mkdtemp(path.join(tmpdir(), 'sluice-results-'));
const results = path.join(folder, 'results.json');
let child;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
    child?.kill(signal);
  });
}

function run(args) {
  child = spawn(node, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.once('close', resolve));
}

/** Jest waits for ever for what a test left open. Its results are written by then: it is ended, and the leak is a failure. */
async function runJest() {
  const ended = run(['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...passed, '--json', `--outputFile=${results}`]);
  let written = 0;
  let leaked = false;
  const watch = setInterval(() => {
    if (!existsSync(results)) return;
    written ||= performance.now();
    if (performance.now() - written < 15_000) return;
    leaked = true;
    child.kill('SIGKILL');
  }, 500);
  const code = await ended;
  clearInterval(watch);
  return { code, leaked };
}

if ((await run(['scripts/build.mjs', '--quiet'])) !== 0) fail('The program could not be built.');
const { code, leaked } = await runJest();
const report = JSON.parse(await readFile(results, 'utf8').catch(() => 'null'));
await rm(folder, { recursive: true, force: true });
await (await import('../test/support/leftovers.mjs')).clearLeftovers();

// A file that does not load holds an unknown number of tests: it counts as one that failed.
let failures = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1;
if (leaked) console.error('A test left something open: Jest had not ended 15 s after the last test. Find it by --detectOpenHandles.');
if (leaked || interrupted || (code !== 0 && failures === 0)) failures++;
if (report?.numPendingTests) console.error(`${report.numPendingTests} were not run.`);
console.log(`${report?.numPassedTests ?? 0} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;

// Turns src, client, demo, receivers and bench into dist. Types are checked by `npm run types`; here only their removal matters, so swc does
// it: 1 s where tsc takes 10 s, and the same transform the tests run on. Only files newer than their output are touched.
// swc is a development dependency: where only what runs is installed (npm ci --omit=dev, a container), what was built before is started as it is.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const quiet = process.argv.includes('--quiet');
const began = performance.now();
const wanted = new Set();
let written = 0;

const { transformFile } = await import('@swc/core').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  if (existsSync(path.join(dist, 'src', 'main.js'))) process.exit(0);
  console.error('Sluice is not built, and what builds it is not installed. Either "npm ci" and start again, or build where everything is installed ("npm ci && npm run build") and bring dist along.');
  process.exit(1);
});

// The first build takes a few seconds: say so at once.
if (!existsSync(dist)) console.error('building …');

const modified = (file) => stat(file).then((s) => s.mtimeMs, () => -1);

async function build(source) {
  const relative = path.relative(root, source);
  const target = path.join(dist, relative.replace(/\.ts$/, '.js'));
  wanted.add(target);
  if ((await modified(target)) > (await modified(source))) return;
  await mkdir(path.dirname(target), { recursive: true });
  if (source.endsWith('.ts')) {
    const { code, map } = await transformFile(source, { ...swcOptions, filename: source, sourceMaps: true });
    await writeFile(`${target}.map`, map);
    await writeFile(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
  } else await copyFile(source, target);
  written++;
}

const sources = [];
for (const folder of ['src', 'client', 'demo', 'receivers', 'bench', 'chaos']) {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isFile() && /\.(ts|sql|json|html)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) sources.push(path.join(entry.parentPath ?? entry.path, entry.name));
  }
}
await Promise.all(sources.map(build));

// What has no source any more would still be imported: remove it.
for (const entry of await readdir(dist, { recursive: true, withFileTypes: true }).catch(() => [])) {
  const file = path.join(entry.parentPath ?? entry.path, entry.name);
  if (entry.isFile() && !wanted.has(file.replace(/\.map$/, ''))) await rm(file);
}
if (!quiet || written > 20) console.error(`built ${written} of ${sources.length} files in ${Math.round(performance.now() - began)} ms`);

import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { type Config, loadConfig } from '../src/config.js';
import { Metrics } from '../src/metrics/Metrics.js';

const root = path.dirname(import.meta.dirname);
const deploy = path.join(root, 'deploy');
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const yaml = async <T>(file: string): Promise<T> => parse(await read(file), { merge: true }) as T;
const exists = (file: string): Promise<boolean> => stat(file).then(() => true, () => false);

interface Service {
  image?: string;
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  healthcheck?: { test: string[] };
  stop_grace_period?: string;
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

/** Every variable that the program reads. */
async function knownVariables(): Promise<Set<string>> {
  return new Set([...(await read('src/config.ts')).matchAll(/'((?:SLUICE_|DATABASE_URL|REDIS_URL)[A-Z_]*)'/g)].map(([, name]) => name!));
}

/** Name and type of every figure of the program, Node's own among them. */
async function figures(): Promise<Map<string, string>> {
  const metrics = new Metrics();
  metrics.watchProcess({ version: '1', roles: 'all' });
  return new Map([...(await metrics.read()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name!, type!]));
}

const namesIn = (expression: string): string[] => expression.match(/\b(sluice|nodejs|process)_[a-z0-9_]+/g) ?? [];
const strip = (name: string, known: Map<string, string>): string => (known.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''));

describe('the files in deploy/ (M5)', () => {
  let compose: Compose;
  let example: Record<string, string>;
  const ours = (): [string, Service][] => Object.entries(compose.services).filter(([, { image }]) => image === 'sluice');
  /** As docker compose fills in ${NAME}, ${NAME:-default} and ${NAME:?}. */
  const filled = (text: string | number): string => String(text).replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, _kind, otherwise?: string) => example[name] || (otherwise ?? ''));
  const configOf = ({ environment = {} }: Service): Config => loadConfig(Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)])), []);

  beforeAll(async () => {
    compose = await yaml<Compose>('deploy/docker-compose.yml');
    const lines = (await read('deploy/example.env')).split('\n').filter((line) => /^\w+=/.test(line));
    example = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1) || 'a0'.repeat(20)]));
  });

  test('M5 compose runs each role twice, on configurations that the program accepts, as a login that is not the owner', () => {
    expect(ours().map(([, service]) => configOf(service).roles.join()).sort()).toEqual(['api', 'api', 'scheduler', 'scheduler', 'worker', 'worker']);
    for (const [, service] of ours()) {
      const config = configOf(service);
      expect([new URL(config.databaseUrl!).username, new URL(config.ownerDatabaseUrl!).username]).toEqual(['sluice_login', 'sluice_owner']);
      expect(config.publicUrl).toMatch(/^https:/);
      // A kill before a mail in flight has ended makes it UNKNOWN.
      expect(parseInt(service.stop_grace_period!) * 1_000).toBeGreaterThan(config.providerTimeoutMs + config.drainMs + 15_000);
    }
  });

  test('every variable in compose and in the image is one that the program reads, and every one that is to be filled in is in example.env', async () => {
    const known = await knownVariables();
    expect(known.size).toBeGreaterThan(20);
    const used = new Set(ours().flatMap(([, { environment = {} }]) => Object.keys(environment)));
    for (const [, name] of (await read('deploy/Dockerfile')).matchAll(/\b((?:SLUICE_|DATABASE_URL|REDIS_URL)[A-Z_]*)=/g)) used.add(name!);
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
    const asked = new Set([...(await read('deploy/docker-compose.yml')).matchAll(/\$\{(\w+)/g)].map(([, name]) => name!));
    expect([...asked].filter((name) => !(name in example))).toEqual([]);
    expect(Object.keys(example).filter((name) => !asked.has(name))).toEqual([]);
  });

  test('what compose mounts and depends on exists', async () => {
    for (const [, service] of Object.entries(compose.services)) {
      for (const volume of service.volumes ?? []) {
        const source = volume.split(':')[0]!;
        expect([volume, source.startsWith('.') ? await exists(path.join(deploy, source)) : source in compose.volumes]).toEqual([volume, true]);
      }
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(Object.keys(compose.services)).toContain(other);
        // The image of Sluice has a check of its own.
        if (condition === 'service_healthy' && compose.services[other]!.image !== 'sluice') expect(compose.services[other]!.healthcheck).toBeDefined();
      }
    }
  });

  test('Prometheus asks every process, at the port that the image opens; the proxy knows every api, and hides what is for machines', async () => {
    const { scrape_configs: scrapes } = await yaml<{ scrape_configs: { static_configs: { targets: string[]; labels: { role: string } }[] }[] }>('deploy/prometheus.yml');
    const port = /SLUICE_METRICS_PORT=(\d+)/.exec(await read('deploy/Dockerfile'))![1];
    const targets = scrapes.flatMap(({ static_configs: groups }) => groups.flatMap((group) => group.targets.map((target) => `${group.labels.role} ${target}`)));
    expect(targets.sort()).toEqual(ours().map(([name, service]) => `${configOf(service).roles.join()} ${name}:${port}`).sort());
    const caddy = await read('deploy/Caddyfile');
    for (const [name, service] of ours()) expect([name, caddy.includes(`${name}:4000`)]).toEqual([name, configOf(service).roles.includes('api')]);
    expect(caddy).toMatch(/path .*\/metrics/);
  });

  test('M5 every figure in the dashboard and the alert rules exists, and is used as what it is', async () => {
    const known = await figures();
    const { groups } = await yaml<{ groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[] }>('deploy/alerts.yml');
    const dashboard = JSON.parse(await read('deploy/grafana/dashboard.json')) as { panels: { type: string; targets?: { expr: string }[] }[] };
    const expressions = [...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)), ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))];
    expect(expressions.length).toBeGreaterThan(50);
    for (const expression of expressions) {
      for (const name of namesIn(expression)) {
        const type = known.get(strip(name, known));
        expect([expression, name, type]).toEqual([expression, name, expect.any(String)]);
        if (type === 'counter') expect([expression, /\b(rate|increase)\(/.test(expression)]).toEqual([expression, true]);
        if (type === 'histogram') expect([expression, name]).toEqual([expression, expect.stringMatching(/_(bucket|sum|count)$/)]);
      }
      if (!expression.startsWith('up{')) expect(namesIn(expression).length).toBeGreaterThan(0);
    }
    // Nothing of ours that nobody looks at but what is for looking up by hand.
    const seen = new Set(expressions.flatMap(namesIn).map((name) => strip(name, known)));
    const unseen = [...known.keys()].filter((name) => name.startsWith('sluice_') && !seen.has(name));
    expect(unseen.sort()).toEqual(['sluice_build_info', 'sluice_claimed_mails_total', 'sluice_pool_connections_max']);
  });

  test('docs/operations.md has a line for every alert rule and every variable of the figures', async () => {
    const docs = await read('docs/operations.md');
    const alerts = [...(await read('deploy/alerts.yml')).matchAll(/alert: (\w+)/g)].map(([, name]) => name!);
    expect(alerts.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
    const variables = ['SLUICE_METRICS_PORT', 'SLUICE_METRICS_HOST', 'SLUICE_METRICS_TOKEN', 'SLUICE_DRAIN_MS', 'SLUICE_OWNER_DATABASE_URL'];
    expect(variables.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });

  test('the image copies what exists, lets in nothing else, and does not run as root', async () => {
    const dockerfile = await read('deploy/Dockerfile');
    const stages = new Set([...dockerfile.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, name]) => name!));
    const ignored = (await read('deploy/Dockerfile.dockerignore')).split('\n');
    expect(ignored).toContain('*');
    for (const [, options, files] of dockerfile.matchAll(/^COPY ((?:--\S+ )*)(.+)$/gm)) {
      const from = /--from=(\w+)/.exec(options!)?.[1];
      if (from !== undefined) expect(stages).toContain(from);
      else {
        for (const file of files!.split(' ').slice(0, -1)) {
          expect([file, await exists(path.join(root, file)), ignored.includes(`!${file}`)]).toEqual([file, true, true]);
        }
      }
    }
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).toMatch(/^ENTRYPOINT \["node", /m);
  });
});

describe('an installation without what builds it', () => {
  test('what runs imports only what is installed there', async () => {
    const { dependencies } = JSON.parse(await read('package.json')) as { dependencies: Record<string, string> };
    const files = (await readdir(path.join(root, 'src'), { recursive: true })).filter((file) => file.endsWith('.ts'));
    const missing: string[] = [];
    for (const file of files) {
      const text = await read(path.join('src', file));
      for (const [, name] of text.matchAll(/(?:\bfrom |^import |\bimport\()'([^'.\s,][^'\s,]*)'(?:;$|\))/gm)) {
        const folder = name!.split('/').slice(0, name!.startsWith('@') ? 2 : 1).join('/');
        // PostgreSQL's programs are found by what the platform is called.
        if (!name!.startsWith('node:') && !(folder in dependencies)) missing.push(`${file}: ${folder}`);
      }
    }
    expect(missing).toEqual([]);
  });

  test('starts what was built before; without it, says what to do', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sluice-unbuilt-'));
    const build = () => promisify(execFile)(process.execPath, [path.join(folder, 'scripts', 'build.mjs'), '--quiet']).then(() => 'fine', ({ code, stderr }: { code: number; stderr: string }) => `${code} ${stderr}`);
    try {
      await cp(path.join(root, 'scripts'), path.join(folder, 'scripts'), { recursive: true });
      expect(await build()).toMatch(/^1 Sluice is not built, and what builds it is not installed\. .*npm run build/);
      await cp(path.join(root, 'dist', 'src'), path.join(folder, 'dist', 'src'), { recursive: true });
      expect(await build()).toBe('fine');
      expect(await exists(path.join(folder, 'dist', 'src', 'main.js'))).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

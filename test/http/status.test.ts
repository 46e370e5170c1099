import { afterEach, describe, expect, test } from '@jest/globals';
import { serveStatus, type StatusServer } from '../../src/http/statusServer.js';
import { Metrics } from '../../src/metrics/Metrics.js';
import { Readiness } from '../../src/readiness.js';
import { createApi } from '../../src/server.js';
import { watchRuntime } from '../../src/watchRuntime.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { figuresWhen, parseFigures, sumOf } from '../support/figures.js';
import { openSocket } from '../support/socket.js';

const database = testDatabase();
const api = testApi(database);

const ask = async (address: string, headers: Record<string, string> = {}) => {
  const response = await fetch(address, { headers });
  return { code: response.status, text: await response.text() };
};
const json = ({ code, text }: { code: number; text: string }): [number, unknown] => [code, JSON.parse(text)];

describe('health (M5)', () => {
  let server: StatusServer | null = null;
  afterEach(async () => server?.close());
  const serve = async (readiness: Readiness): Promise<string> => {
    server = await serveStatus({ readiness, metrics: new Metrics(), version: '1' }, { host: '127.0.0.1', port: 0 }, () => {});
    return `http://127.0.0.1:${server.port}`;
  };

  test('M5 /readyz is 503 while starting and draining, and when a check fails, hangs or throws; /healthz is not concerned', async () => {
    const readiness = new Readiness();
    const address = await serve(readiness);
    expect(json(await ask(`${address}/readyz`))).toEqual([503, { status: 'starting', version: '1', checks: {} }]);
    readiness.phase = 'READY';
    readiness.add('fine', () => ({ ok: true, status: 'OK' }));
    expect(json(await ask(`${address}/readyz`))).toEqual([200, { status: 'ready', version: '1', checks: { fine: 'OK' } }]);
    readiness.add('broken', () => Promise.reject(new Error('the password of db.internal is wrong')));
    readiness.add('hanging', () => new Promise(() => {}));
    const { code, text } = await ask(`${address}/readyz`);
    expect(json({ code, text })).toEqual([503, { status: 'not ready', version: '1', checks: { fine: 'OK', broken: 'UNREACHABLE', hanging: 'NO_ANSWER' } }]);
    readiness.phase = 'DRAINING';
    expect(json(await ask(`${address}/readyz`))).toMatchObject([503, { status: 'draining' }]);
    expect(json(await ask(`${address}/healthz`))).toEqual([200, { status: 'ok', version: '1' }]);
    expect((await ask(`${address}/`)).code).toBe(404);
  });

  test('a drain is seen at once, although checks are asked once a second only', async () => {
    const readiness = new Readiness('READY');
    let asked = 0;
    readiness.add('counted', () => ({ ok: ++asked > 0, status: 'OK' }));
    const looks = await Promise.all(Array.from({ length: 50 }, () => readiness.look()));
    expect([looks.every(({ ready }) => ready), asked]).toEqual([true, 1]);
    readiness.phase = 'DRAINING';
    expect((await readiness.look()).ready).toBe(false);
  });

  test('M5 a process is ready when the database answers and has the tables of its version, newer ones too', async () => {
    const readiness = new Readiness('READY');
    const stop = watchRuntime({ ...api.runtime, readiness });
    expect(await readiness.look()).toEqual({ ready: true, phase: 'READY', checks: { database: 'OK', migrations: 'OK', bus: 'NOT_NEEDED' } });
    await database.owner.query(`INSERT INTO migrations (name, checksum, applied_at) VALUES ('migrations/9999_newer.sql', 'x', now())`);
    const again = new Readiness('READY');
    watchRuntime({ ...api.runtime, readiness: again });
    expect((await again.look()).ready).toBe(true);
    const { rows } = await database.owner.query(`DELETE FROM migrations WHERE name LIKE '%/9999_newer.sql' OR name LIKE '%/0004%' RETURNING *`);
    const third = new Readiness('READY');
    watchRuntime({ ...api.runtime, readiness: third });
    try {
      expect(await third.look()).toMatchObject({ ready: false, checks: { database: 'OK', migrations: 'MISSING' } });
    } finally {
      for (const row of rows.filter(({ name }) => (name as string).includes('0004'))) {
        await database.owner.query('INSERT INTO migrations (name, checksum, applied_at) VALUES ($1, $2, $3)', [row.name, row.checksum, row.applied_at]);
      }
    }
    stop();
  });

  test('losing Redis leaves a process ready; one that never reached it is not', async () => {
    const bus = { kind: 'REDIS' as const, connected: false };
    const readiness = new Readiness('READY');
    watchRuntime({ ...api.runtime, readiness, bus: bus as never });
    expect(await readiness.look()).toMatchObject({ ready: false, checks: { bus: 'UNREACHABLE' } });
    bus.connected = true;
    readiness.add('fresh', () => ({ ok: true, status: 'OK' }));
    expect(await readiness.look()).toMatchObject({ ready: true, checks: { bus: 'OK' } });
    bus.connected = false;
    readiness.add('fresh', () => ({ ok: true, status: 'OK' }));
    expect(await readiness.look()).toMatchObject({ ready: true, checks: { bus: 'UNREACHABLE' } });
  });
});

describe('/metrics (M5)', () => {
  const read = async () => parseFigures((await ask(`${api.address}/metrics`)).text);

  test('M5 counts operations by kind and outcome over HTTP and WebSocket, and shows no name, address or user', async () => {
    const before = await read();
    const { client, user } = await api.signedIn();
    const post = (query: string, headers: Record<string, string> = {}) =>
      fetch(`${api.address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
    await post('query secretName { viewer { id } }');
    await post('{ nonsense }');
    await post('{ users { totalCount } }', { authorization: `Bearer ${client.accessToken}` });
    await post('{ viewer { id } }', { authorization: 'Bearer nonsense' });
    const socket = openSocket(api.address, `Bearer ${client.accessToken}`, 'subscription { quotaChanged { version } }');
    await socket.results.next();
    const during = await read();
    const more = (name: string, labels: Record<string, string>): number => sumOf(during, name, labels) - sumOf(before, name, labels);
    expect(more('sluice_operations_total', { transport: 'http', kind: 'mutation', outcome: 'ok' })).toBe(1); // signIn
    expect(more('sluice_operations_total', { transport: 'http', kind: 'query', outcome: 'ok' })).toBe(1);
    expect(more('sluice_operations_total', { transport: 'http', kind: 'query', outcome: 'denied' })).toBe(1);
    expect(more('sluice_operations_total', { transport: 'http', kind: 'none', outcome: 'invalid' })).toBe(1);
    expect(more('sluice_operations_total', { transport: 'http', kind: 'none', outcome: 'denied' })).toBe(1);
    expect(more('sluice_operation_duration_seconds_count', { transport: 'http', kind: 'query' })).toBe(2);
    expect(more('sluice_http_request_duration_seconds_count', { method: 'POST', route: '/graphql', status: '2xx' })).toBe(3);
    expect([during.get('sluice_websocket_connections'), during.get('sluice_subscriptions')]).toEqual([1, 1]);

    await socket.client.dispose();
    await socket.closed;
    for (const invalid of ['subscription { nonsense }', 'query { viewer { name } }']) await openSocket(api.address, `Bearer ${client.accessToken}`, invalid).results.next().catch(() => {});
    await client.close();
    const after = await figuresWhen(read, (figures) => figures.get('sluice_operations_total{transport="websocket",kind="query",outcome="ok"}') === 1 && figures.get('sluice_subscriptions') === 0);
    expect(sumOf(after, 'sluice_operations_total', { transport: 'websocket', kind: 'subscription', outcome: 'ok' })).toBe(1);
    expect(sumOf(after, 'sluice_operations_total', { transport: 'websocket', kind: 'none', outcome: 'invalid' })).toBe(1);
    const { text } = await ask(`${api.address}/metrics`);
    for (const secret of ['secretName', user.id, user.name, '127.0.0.1', client.accessToken!]) expect(text).not.toContain(secret);
  });

  test('an address that nobody serves makes no series of its own', async () => {
    for (const path of ['one', 'two', 'three']) await ask(`${api.address}/${path}`);
    const routes = [...(await read()).keys()].filter((series) => series.startsWith('sluice_http_request_duration_seconds_count'));
    expect(routes.filter((series) => series.includes('status="4xx"') && series.includes('method="other"'))).toEqual(['sluice_http_request_duration_seconds_count{method="other",route="other",status="4xx"}']);
    expect(routes.join()).not.toMatch(/one|two|three/);
  });

  test('at the api’s port is for this machine, not for who comes through a proxy', async () => {
    expect((await ask(`${api.address}/metrics`)).code).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) expect((await ask(`${api.address}/metrics`, { [header]: '127.0.0.1' })).code).toBe(404);
  });

  test('with SLUICE_METRICS_TOKEN is for who has it, from anywhere, and for nobody else', async () => {
    const role = createApi({ ...api.runtime, config: { ...api.runtime.config, metrics: { host: '127.0.0.1', port: null, token: 'a token of more than 16' } } });
    await role.start();
    try {
      const codes = [];
      for (const authorization of ['', 'Bearer wrong', 'a token of more than 16', 'Bearer a token of more than 16']) codes.push((await ask(`${role.address!}/metrics`, { authorization })).code);
      expect(codes).toEqual([404, 404, 404, 200]);
      expect((await ask(`${role.address!}/metrics`, { authorization: 'Bearer a token of more than 16', 'x-forwarded-for': '10.0.0.1' })).code).toBe(200);
    } finally {
      await role.stop();
    }
  });

  test('a reader that fails or hangs does not keep the rest', async () => {
    const metrics = new Metrics();
    metrics.onRead(() => Promise.reject(new Error('no')));
    metrics.onRead(() => new Promise(() => {}));
    metrics.onRead(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      metrics.process.ready.set(1);
    });
    expect(parseFigures(await metrics.read()).get('sluice_ready')).toBe(1);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { CampaignProgressedDocument } from '../client/gql/graphql.js';
import { SluiceClient } from '../client/SluiceClient.js';
import { hashPassword } from '../src/operations/passwords.js';
import { templateOf } from './content.js';
import type { Bench } from './figures.js';
import { deedAt, type Desk, mix } from './loadMix.js';
import { quantile, round } from './measure.js';
import { addOperator, addService, addTasks, analyze, release, type Operator } from './plan.js';
import { Stage } from './stage.js';

/** From an answer to the next question of the same operator, on average; exponentially distributed. */
const thinkMs = 1_000;
const contactsEach = 300;
/** All operators' campaigns go out through one service: 500 mails a second, so they last the run. */
const paceMs = 2;
const password = 'password-of-operators';

/** Times in milliseconds of each operation, by name. */
type Times = Map<string, number[]>;

async function desks(stage: Stage, count: number): Promise<Desk[]> {
  const operators: Operator[] = [];
  for (let i = 0; i < count; i++) operators.push(await addOperator(stage, contactsEach, templateOf(3_000)));
  await stage.rows('UPDATE users SET password_hash = $1 WHERE id = ANY ($2)', [await hashPassword(password), operators.map(({ userId }) => userId)]);
  await addService(stage, operators, { kind: 'http', connections: 16, paceMs });
  const taskIds = await addTasks(stage, operators, 1, { mails: contactsEach, held: true });
  // Some that have not begun, to look at and to edit: dated far ahead, so nobody starts them.
  const drafts = await addTasks(stage, operators, 5, { mails: 10, plannedAt: new Date('2100-01-01T00:00:00Z') });
  await stage.rows(`UPDATE tasks SET state = 'DRAFT' WHERE id = ANY ($1)`, [drafts]);
  await stage.rows(`UPDATE campaigns SET state = 'DRAFT' WHERE id IN (SELECT campaign_id FROM tasks WHERE id = ANY ($1))`, [drafts]);
  await analyze(stage);
  const rows = await stage.rows<{ userId: string; id: string; campaignId: string; draft: boolean; templateId: string }>(
    `SELECT t.user_id AS "userId", t.id, t.campaign_id AS "campaignId", t.state = 'DRAFT' AS draft, (SELECT id FROM templates WHERE user_id = t.user_id) AS "templateId" FROM tasks t`,
  );
  return operators.map((operator) => {
    const mine = rows.filter(({ userId }) => userId === operator.userId);
    const running = mine.find(({ id }) => taskIds.includes(id))!;
    return { ...operator, campaignId: running.campaignId, taskId: running.id, draftId: mine.find(({ draft }) => draft)!.campaignId, templateId: running.templateId };
  });
}

/** Everybody asks, waits for the answer, thinks, asks again, for so long. */
async function asking(count: number, seconds: number, ask: (operator: number, times: Times) => Promise<void>): Promise<{ times: Times; failures: string[] }> {
  const [times, failures]: [Times, string[]] = [new Map(), []];
  const end = performance.now() + seconds * 1_000;
  const think = (): Promise<unknown> => sleep(-Math.log(1 - Math.random()) * thinkMs);
  await Promise.all(Array.from({ length: count }, async (_, operator) => {
    for (await think(); performance.now() < end; await think()) await ask(operator, times).catch((error: unknown) => void failures.push(String(error)));
  }));
  return { times, failures };
}

/** Sends one body and notes how long its answer took, read to its end. */
async function timed(pool: Pool, times: Times, name: string, token: string, body: unknown): Promise<unknown> {
  const began = performance.now();
  const response = await pool.request({ method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
  const answer = await response.body.json();
  times.set(name, [...(times.get(name) ?? []), performance.now() - began]);
  return answer;
}

const summary = (all: number[]): { count: number; p50: number; p99: number; most: number } => {
  const sorted = [...all].sort((a, b) => a - b);
  return { count: sorted.length, p50: round(quantile(sorted, 0.5), 1), p99: round(quantile(sorted, 0.99), 1), most: round(sorted.at(-1) ?? 0, 1) };
};

/** A hundred operators at work while all their campaigns are sent; then, in the same minute, a bare server asked as often. */
export const load: Bench = async (options) => {
  const size = options.size ?? 100;
  const seconds = options.seconds ?? 30;
  const stage = await Stage.set(options);
  try {
    const api = await stage.start('all', { env: { SLUICE_SOCKETS_PER_ADDRESS: '1000000' } });
    const all = await desks(stage, size);
    const clients: SluiceClient[] = [];
    for (let i = 0; i < size; i++) clients.push(await new SluiceClient(api.address).signIn(`operator-${i + 1}`, password));
    let events = 0;
    const watching = clients.map(async (client, i) => {
      for await (const _event of client.subscribe(CampaignProgressedDocument, { campaignId: all[i]!.campaignId })) events++;
    });
    await stage.until('the tasks are prepared', async () => (await stage.rows<{ n: number }>(`SELECT count(*)::int AS n FROM tasks WHERE state IN ('SCHEDULED', 'PREPARING')`))[0]!.n === 0, 60);
    await release(stage, all.map(({ taskId }) => taskId));

    const pool = new Pool(api.address, { connections: size, pipelining: 1 });
    const cpu = stage.cpu();
    const sentBefore = (await stage.receivers.control.counters()).engagelab.taken;
    const ours = await asking(size, seconds, async (i, times) => {
      const deed = deedAt(Math.random());
      const answer = (await timed(pool, times, deed.name, clients[i]!.accessToken!, { query: deed.query, variables: deed.variables(all[i]!) })) as { data?: Record<string, { userErrors?: unknown[] } | null>; errors?: unknown };
      if (answer.errors || Object.values(answer.data ?? {}).some((value) => value === null || (value.userErrors?.length ?? 0) > 0)) throw new Error(`${deed.name}: ${JSON.stringify(answer).slice(0, 300)}`);
    });
    const [spent, mails, seenEvents] = [cpu.read(), (await stage.receivers.control.counters()).engagelab.taken - sentBefore, events];
    await pool.close();

    const raw = await rawApi(stage);
    const bare = await asking(size, Math.max(5, seconds / 3), async (i, times) => void (await timed(raw, times, 'raw', '', { variables: { userId: all[i]!.userId } })));
    await raw.close();
    for (const client of clients) await client.close();
    await Promise.allSettled(watching);

    const every = summary([...ours.times.values()].flat());
    const operations = Object.fromEntries(mix.map(({ name }) => [name, summary(ours.times.get(name) ?? [])]));
    const limit = summary(bare.times.get('raw') ?? []);
    options.note(table({ ...operations, all: every, 'raw: fastify + one SELECT': limit }));
    return {
      name: 'load', figure: every.p99, unit: 'ms from question to answer, p99', limit: limit.p99, ratio: round(every.p99 / Math.max(0.1, limit.p99), 2),
      aim: 'p99 ≤ 100 ms, no errors', met: every.p99 <= 100 && ours.failures.length === 0, size,
      seconds, thinkMs, perSecond: round(every.count / seconds, 1), p50: every.p50, errors: ours.failures.length, firstErrors: ours.failures.slice(0, 3), operations, raw: limit,
      mailsMeanwhile: mails, eventsMeanwhile: seenEvents, cpuSeconds: spent,
    };
  } finally {
    await stage.end();
  }
};

async function rawApi(stage: Stage): Promise<Pool> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'rawApi.js'), stage.databaseUrl], { stdio: ['pipe', 'pipe', 'inherit'] });
  stage.endsWith(async () => {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  });
  const [port] = (await once(child.stdout!, 'data')) as [Buffer];
  return new Pool(`http://127.0.0.1:${port.toString().trim()}`, { connections: 100, pipelining: 1 });
}

function table(rows: Record<string, { count: number; p50: number; p99: number; most: number }>): string {
  const line = (name: string, ...cells: (string | number)[]): string => `${name.padEnd(28)}${cells.map((cell) => String(cell).padStart(9)).join('')}`;
  return [line('', 'count', 'p50 ms', 'p99 ms', 'most ms'), ...Object.entries(rows).map(([name, { count, p50, p99, most }]) => line(name, count, p50, p99, most))].join('\n');
}

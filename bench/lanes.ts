import { templateOf } from './content.js';
import { perMail, type Bench, type BenchOptions } from './figures.js';
import { byService, punctuality, type Punctuality } from './intervals.js';
import { addOperator, addService, addTasks, analyze } from './plan.js';
import { Stage } from './stage.js';

const intervalMs = 1_000;
const startSeconds = 5;

interface Paced {
  sender: Punctuality;
  receiver: Punctuality;
  more: Record<string, unknown>;
}

/** Many services at one mail a second each, every user mapped to all of them. */
async function paced(options: BenchOptions, services: number, users: number, tasksEach: number, seconds: number): Promise<Paced> {
  const stage = await Stage.set(options);
  try {
    // A tenth more than can be sent, so that nobody runs dry before the end.
    const mails = Math.ceil((services * (startSeconds + seconds + 3) * 1.1) / (users * tasksEach));
    const operators = [];
    for (let i = 0; i < users; i++) operators.push(await addOperator(stage, mails, templateOf(3_000)));
    for (let i = 0; i < services; i++) await addService(stage, operators, { kind: 'http', connections: 1, paceMs: intervalMs });
    await addTasks(stage, operators, tasksEach, { mails });
    await analyze(stage);
    await stage.start('scheduler,worker');
    await stage.until('the first mail', async () => (await stage.receivers.control.counters()).engagelab.taken > 0, 60);
    const cpu = stage.cpu();
    await new Promise((resolve) => setTimeout(resolve, (startSeconds + seconds + 1) * 1_000));
    const spent = cpu.read();
    await stage.stopSluices();
    const records = await stage.receivers.control.records('engagelab');
    const sent = await stage.rows<{ id: string; service: string; at: number }>(`SELECT id, service_id AS service, (extract(epoch FROM attempted_at) * 1000)::float8 AS at FROM subtasks WHERE state = 'SENT'`);
    const different = new Set(records.map((record) => record.id)).size;
    if (different !== records.length || different !== sent.length) throw new Error(`${sent.length} mails are SENT, the receiver took ${records.length}, ${different} of them different`);
    const serviceOf = new Map(sent.map((row) => [`${row.id}-1`, row.service]));
    const received = records.map((record) => ({ service: serviceOf.get(record.id) ?? '', at: record.at }));
    const firstMs = sent.reduce((first, row) => Math.min(first, row.at), Infinity);
    const window = [firstMs + startSeconds * 1_000, firstMs + (startSeconds + seconds) * 1_000] as const;
    return {
      sender: punctuality(byService(sent), intervalMs, ...window),
      receiver: punctuality(byService(received), intervalMs, ...window),
      more: { users, tasks: users * tasksEach, seconds, cpuSeconds: spent, cpuMicrosecondsAMail: perMail(spent, sent.length), postgresql: stage.durability },
    };
  } finally {
    await stage.end();
  }
}

/** 1,000 services at one mail per second, 200 tasks of 50 users; and the worst case, one task that all of them pull from. */
export const lanes: Bench = async (options) => {
  const size = options.size ?? 1_000;
  const many = await paced(options, size, Math.min(50, size), 4, 60);
  options.note(`200 tasks: ${many.sender.perSecond} mails/s, late by ${many.sender.meanLateMs} ms in the mean`);
  const one = await paced(options, size, 1, 1, 30);
  const { sender, receiver, more } = many;
  const met = sender.perSecond >= 0.99 * size && sender.shortestGapMs >= intervalMs && receiver.shortestGapMs >= intervalMs - 50 && sender.meanLateMs <= 10 && sender.p99LateMs <= 100;
  return {
    name: 'lanes', figure: sender.perSecond, unit: 'mails/s', limit: size, ratio: Math.round((sender.perSecond / size) * 1_000) / 1_000,
    aim: '≥ 990 mails/s for a minute; sender: no gap < 1,000 ms, late ≤ 10 ms in the mean, p99 ≤ 100 ms; receiver: no gap < 950 ms', met, size,
    sender, receiver, ...more, worstCase: { sender: one.sender, receiver: one.receiver, ...one.more },
  };
};

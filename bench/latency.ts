import { templateOf } from './content.js';
import { perMail, type Bench } from './figures.js';
import { round } from './measure.js';
import { addOperator, addService, addTask, analyze } from './plan.js';
import { rawHttp } from './raw.js';
import { dispatched } from './run.js';
import { Stage } from './stage.js';

const delayMs = 50;
/** 200 connections are the most that a service may be set to: three of them, so that it is not the setting that is measured. */
const services = 3;
const connections = 200;

/** A provider that takes 50 ms to answer: mails in flight have to grow with rate × latency. */
export const latency: Bench = async (options) => {
  const size = options.size ?? 150_000;
  const template = templateOf(3_000);
  const stage = await Stage.set(options);
  const slow = (): Promise<void> => stage.receivers.control.behaveOnly('engagelab', { phase: 'recorded', action: { kind: 'delay', ms: delayMs } });
  try {
    const rawMails = Math.min(size, 60_000);
    await slow();
    const raw = await rawHttp(stage.receivers.engagelabPort, template, rawMails, services * connections, 1);
    options.note(`raw: ${round(raw.perSecond)} mails/s`);
    const operator = await addOperator(stage, size, template);
    for (let i = 0; i < services; i++) await addService(stage, [operator], { kind: 'http', connections });
    const task = await addTask(stage, operator, { mails: size });
    await analyze(stage);
    await stage.receivers.control.reset();
    await slow();
    await stage.start('scheduler,worker');
    const run = await dispatched(stage, [task]);
    const { mostInFlight } = (await stage.receivers.control.counters()).engagelab;
    const perSecond = round(run.perSecond);
    return {
      name: 'latency', figure: perSecond, unit: 'mails/s', limit: round(raw.perSecond), ratio: round(run.perSecond / raw.perSecond, 3), aim: '≥ 5,000 mails/s', met: perSecond >= 5_000, size,
      mostInFlight, inFlightByLaw: round((run.perSecond * delayMs) / 1_000), delayMs, services, connectionsEach: connections,
      seconds: round(run.seconds, 2), cpuSeconds: run.cpu, cpuMicrosecondsAMail: perMail(run.cpu, run.mails), postgresql: stage.durability,
    };
  } finally {
    await stage.end();
  }
};

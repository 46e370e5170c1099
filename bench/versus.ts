import { templateOf } from './content.js';
import { perMail, type BenchOptions } from './figures.js';
import { CpuMeter, cpuSeconds, round } from './measure.js';
import { addOperator, addService, addTask, analyze } from './plan.js';
import { rawHttp, rawSmtp } from './raw.js';
import { dispatched } from './run.js';
import { Stage } from './stage.js';

export interface VersusOptions extends BenchOptions {
  kind: 'http' | 'smtp';
  bytes: number;
  mails: number;
  rawMails: number;
  connections: number;
}

export interface Versus {
  perSecond: number;
  limit: number;
  ratio: number;
  more: Record<string, unknown>;
}

/** Raw – Sluice – raw on one receiver with the same connections and bodies, in one run; the limit is the better raw. */
export async function versus(options: VersusOptions): Promise<Versus> {
  const { kind, mails, rawMails, connections, note } = options;
  const template = templateOf(options.bytes);
  const stage = await Stage.set(options);
  try {
    const raws: number[] = [];
    const rawCpu: Record<string, number>[] = [];
    const raw = async (run: number): Promise<void> => {
      await stage.receivers.control.reset();
      const cpu = new CpuMeter({ client: () => cpuSeconds([process.pid]), receiver: () => cpuSeconds([stage.receivers.pid]) });
      const { perSecond } = kind === 'http' ? await rawHttp(stage.receivers.engagelabPort, template, rawMails, connections, run) : await rawSmtp(stage.receivers.smtpPort, template, rawMails, connections, run);
      const different = new Set((await stage.receivers.control.records(kind === 'http' ? 'engagelab' : 'smtp')).map((record) => record.id)).size;
      if (different !== rawMails) throw new Error(`of ${rawMails} raw mails the receiver knows ${different}`);
      raws.push(round(perSecond));
      rawCpu.push(perMail(cpu.read(), rawMails));
      note(`raw: ${round(perSecond)} mails/s`);
    };
    await raw(1);
    const operator = await addOperator(stage, mails, template);
    await addService(stage, [operator], { kind, connections });
    const task = await addTask(stage, operator, { mails });
    await analyze(stage);
    await stage.receivers.control.reset();
    await stage.start('scheduler,worker');
    const run = await dispatched(stage, [task], { smtp: kind === 'smtp' });
    await stage.stopSluices();
    note(`Sluice: ${round(run.perSecond)} mails/s`);
    const records = await stage.receivers.control.records(kind === 'http' ? 'engagelab' : 'smtp');
    const meanBytes = round(records.reduce((sum, record) => sum + record.bytes, 0) / records.length);
    await raw(2);
    const limit = Math.max(...raws);
    return {
      perSecond: round(run.perSecond), limit, ratio: round(run.perSecond / limit, 3),
      more: {
        mails: run.mails, seconds: round(run.seconds, 2), connections, bytesOfABody: meanBytes, raw: raws,
        cpuSeconds: run.cpu, cpuMicrosecondsAMail: perMail(run.cpu, run.mails), rawCpuMicrosecondsAMail: rawCpu, postgresql: stage.durability,
      },
    };
  } finally {
    await stage.end();
  }
}

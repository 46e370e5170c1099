import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ReceiversControl } from './control.js';
import type { EngagelabReceiverOptions } from './engagelab.js';
import type { SmtpReceiverOptions } from './smtp.js';

export interface ReceiversProcess {
  smtpPort: number;
  engagelabPort: number;
  pid: number;
  control: ReceiversControl;
  /** Writes what is left to the mbox files and ends. */
  stop(): Promise<void>;
}

/** Starts the receivers as a child process. script: the built receivers/main.js. */
export async function startReceivers(script: string, options: { smtp?: SmtpReceiverOptions; engagelab?: EngagelabReceiverOptions } = {}): Promise<ReceiversProcess> {
  const child: ChildProcess = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the receivers ended with ${code} before they were ready`)));
  });
  const ready = JSON.parse(line) as { smtp: number; engagelab: number; control: number; pid: number };
  return {
    smtpPort: ready.smtp, engagelabPort: ready.engagelab, pid: ready.pid, control: new ReceiversControl(ready.control),
    stop: () => {
      child.stdin!.end();
      return exited;
    },
  };
}

// Both receivers and their control as a process of their own: what they took outlives any crash of the server under test.
//   node dist/receivers/main.js '{"smtp":{"mboxPath":"smtp.mbox","auth":{"user":"u","password":"p"}},"engagelab":{"apiUser":"u","apiKey":"k"}}'
// One line of JSON on standard output says where they listen. Ends on SIGTERM, SIGINT, or when standard input closes: the parent is gone.
import { startControl } from './control.js';
import { EngagelabReceiver, type EngagelabReceiverOptions } from './engagelab.js';
import { SmtpReceiver, type SmtpReceiverOptions } from './smtp.js';

const options = JSON.parse(process.argv[2] ?? '{}') as { smtp?: SmtpReceiverOptions; engagelab?: EngagelabReceiverOptions };
const smtp = await SmtpReceiver.start(options.smtp);
const engagelab = await EngagelabReceiver.start(options.engagelab);
const control = await startControl({ smtp, engagelab });

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.all([smtp.close(), engagelab.close(), control.close()]);
  process.stdin.destroy();
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
process.stdin.once('close', () => void end()).resume();

console.log(JSON.stringify({ smtp: smtp.port, engagelab: engagelab.port, control: control.port, pid: process.pid }));

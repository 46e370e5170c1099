import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startReceivers, type ReceiversProcess } from '../receivers/start.js';
import { DemoServer } from './server.js';

/** Everything the demonstration runs on: a folder, the receivers that stand for the outside world, a server. */
export interface Stage {
  folder: string;
  server: DemoServer;
  receivers: ReceiversProcess;
  adminPassword: string;
  relayPassword: string;
  apiKey: string;
  mbox: { smtp: string; engagelab: string };
  /** Ends everything and removes the folder; safe to call twice. */
  end(): Promise<void>;
}

const secret = (): string => randomBytes(12).toString('base64url');

export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sluice-demo-'));
  // PostgreSQL refuses root and runs as another user: it must be able to pass through.
  await chmod(folder, 0o711);
  const mbox = { smtp: path.join(folder, 'smtp.mbox'), engagelab: path.join(folder, 'engagelab.mbox') };
  const [adminPassword, relayPassword, apiKey] = [secret(), secret(), secret()];
  const server = await DemoServer.make(path.join(folder, 'data'), adminPassword);
  const receivers = await startReceivers(path.join(import.meta.dirname, '../receivers/main.js'), {
    smtp: { mboxPath: mbox.smtp, auth: { user: 'relay', password: relayPassword } },
    engagelab: { mboxPath: mbox.engagelab, apiUser: 'demo_api', apiKey },
  });
  let ending: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    await server.stop();
    await receivers.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, server, receivers, adminPassword, relayPassword, apiKey, mbox, end: () => (ending ??= end()) };
}

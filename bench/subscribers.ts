// Many subscribers of one campaign's progress as a process of their own, each on a WebSocket of its own.
//   node dist/bench/subscribers.js '{"port": 4000, "token": "…", "campaignId": "…", "count": 1000}'
// Prints {"ready": n} when each has been shown the present state; on SIGTERM what each was shown, and ends. The protocol is spoken by hand: a client
// library's own work would be part of what is measured.
import { WebSocket } from 'ws';

interface Wish {
  port: number;
  token: string;
  campaignId: string;
  count: number;
}

/** version, and when it came, in epoch milliseconds; of each subscriber. */
export type Shown = [version: number, at: number][];

const query = 'subscription ($id: ID!) { campaignProgressed(campaignId: $id) { campaignId state total pending sending sent failed unknown skipped cancelled version } }';
const connectAtOnce = 50;

const wish = JSON.parse(process.argv[2] ?? '{}') as Wish;
const shown: Shown[] = [];
const sockets: WebSocket[] = [];
let bytes = 0;

function subscribe(): Promise<void> {
  const mine: Shown = [];
  shown.push(mine);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${wish.port}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false });
    sockets.push(socket);
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason.toString()}`)));
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${wish.token}` } })));
    socket.on('message', (data: Buffer) => {
      const at = performance.timeOrigin + performance.now();
      const message = JSON.parse(data.toString('utf8')) as { type: string; payload?: { data?: { campaignProgressed: { version: number } }; errors?: unknown } };
      if (message.type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { id: wish.campaignId } } }));
      else if (message.type === 'ping') socket.send('{"type":"pong"}');
      else if (message.type === 'next' && message.payload?.data) {
        bytes = Math.max(bytes, data.length);
        mine.push([message.payload.data.campaignProgressed.version, at]);
        resolve();
      } else reject(new Error(data.toString('utf8').slice(0, 300)));
    });
  });
}

process.once('SIGTERM', () => {
  for (const socket of sockets) socket.terminate();
  process.stdout.write(`${JSON.stringify({ shown, bytes })}\n`, () => process.exit(0));
});
process.stdin.once('close', () => process.exit(1)).resume(); // whoever asked is gone
try {
  for (let done = 0; done < wish.count; done += connectAtOnce) await Promise.all(Array.from({ length: Math.min(connectAtOnce, wish.count - done) }, subscribe));
  process.stdout.write(`${JSON.stringify({ ready: shown.length })}\n`);
} catch (error) {
  process.stderr.write(`subscribers: ${(error as Error).message}\n`);
  process.exit(1);
}

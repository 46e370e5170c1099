import { readFileSync } from 'node:fs';

/** Bytes that lie in the kernel for one connection at a server's port, at most over all of them: sent and not yet taken, and come and not yet read. */
function deepest(port: number): { toClient: number; unreadByClient: number } {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const most = { toClient: 0, unreadByClient: 0 };
  for (const line of readTable().split('\n').slice(1)) {
    const [, local, remote, state, queues] = line.trim().split(/\s+/);
    if (state !== '01' || !queues) continue;
    const [sending, unread] = queues.split(':').map((part) => parseInt(part, 16)) as [number, number];
    if (local!.endsWith(`:${hex}`)) most.toClient = Math.max(most.toClient, sending);
    if (remote!.endsWith(`:${hex}`)) most.unreadByClient = Math.max(most.unreadByClient, unread);
  }
  return most;
}

function readTable(): string {
  try {
    return readFileSync('/proc/net/tcp', 'latin1');
  } catch {
    return '';
  }
}

/** Looks every 100 ms and keeps the worst. */
export function watchQueues(port: number): () => { toClient: number; unreadByClient: number } {
  const most = { toClient: 0, unreadByClient: 0 };
  const timer = setInterval(() => {
    const now = deepest(port);
    most.toClient = Math.max(most.toClient, now.toClient);
    most.unreadByClient = Math.max(most.unreadByClient, now.unreadByClient);
  }, 100);
  return () => {
    clearInterval(timer);
    return most;
  };
}

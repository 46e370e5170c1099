import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** graphql-transport-ws by hand: the text of the variables is sent as it was written. */
export class FuzzSocket {
  private readonly waiting = new Map<string, { resolve(answer: Answer): void; reject(error: Error): void }>();
  private serial = 0;

  private constructor(private readonly socket: WebSocket) {}

  static async open(address: string, token: string): Promise<FuzzSocket> {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const fuzz = new FuzzSocket(socket);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })));
    // Refused, when somebody has ended the session meanwhile.
    const closed = once(socket, 'close').then(([code]) => Promise.reject(Object.assign(new Error(`closed with ${String(code)}`), { code: code as number })));
    await Promise.race([once(socket, 'message'), closed]);
    closed.catch(() => undefined);
    socket.on('message', (data) => fuzz.take(JSON.parse(String(data)) as { id: string; type: string; payload?: unknown }));
    socket.on('close', (code, reason) => fuzz.waiting.forEach(({ reject }) => reject(Object.assign(new Error(`closed with ${code} ${reason.toString()}`), { code }))));
    return fuzz;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** The first answer; of a subscription that is the present state, or nothing at all when there is nothing to tell. */
  ask(query: string, variables: string, patienceMs: number, isSubscription: boolean): Promise<Answer> {
    const id = String(++this.serial);
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => (isSubscription ? resolve({ data: null }) : reject(new Error(`no answer within ${patienceMs} ms`))), isSubscription ? 3_000 : patienceMs);
      const settle = <T>(end: (value: T) => void) => (value: T) => {
        clearTimeout(timer);
        end(value);
      };
      this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.socket.send(`{"id":"${id}","type":"subscribe","payload":{"query":${JSON.stringify(query)},"variables":${variables}}}`);
    }).finally(() => {
      this.waiting.delete(id);
      if (this.isOpen) this.socket.send(`{"id":"${id}","type":"complete"}`);
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private take({ id, type, payload }: { id: string; type: string; payload?: unknown }): void {
    if (type === 'ping') this.socket.send('{"type":"pong"}');
    if (type === 'next') this.waiting.get(id)?.resolve(payload as Answer);
    if (type === 'error') this.waiting.get(id)?.resolve({ errors: payload as Answer['errors'] });
    if (type === 'complete') this.waiting.get(id)?.resolve({ data: null });
  }
}

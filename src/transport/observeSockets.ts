import type { OperationDefinitionNode } from 'graphql';
import type { WebSocket } from 'ws';
import { newId } from '../ids.js';
import { type RequestScope, requestScope } from '../requestScope.js';
import type { Runtime } from '../runtime.js';
import { type Operation, operationEnded } from './observeOperation.js';

interface Connection {
  subscriptions: object;
}

/** Each message of the socket has a scope of its own around it: graphql-ws does in it all that comes of an operation, to its end. */
export function scopeMessages(socket: WebSocket): void {
  const emit = socket.emit.bind(socket) as (event: string, ...args: unknown[]) => boolean;
  socket.emit = (event: string | symbol, ...args: unknown[]) =>
    event === 'message' ? requestScope.run({ requestId: newId() }, () => emit('message', ...args)) : emit(event as string, ...args);
}

/** Counts sockets and what runs on them. */
export class ObservedSockets {
  private readonly connections = new Set<Connection>();
  private readonly begun = new WeakMap<RequestScope, Operation & { codes: string[] }>();
  readonly stop: () => void;

  constructor(
    private readonly runtime: Runtime,
    countSockets: () => number,
  ) {
    const { sockets, subscriptions } = runtime.metrics.api;
    this.stop = runtime.metrics.onRead(() => {
      sockets.set(countSockets());
      let open = 0;
      for (const connection of this.connections) open += Object.keys(connection.subscriptions).length;
      subscriptions.set(open);
    });
  }

  opened(connection: Connection): void {
    this.connections.add(connection);
  }

  closed(connection: Connection): void {
    this.connections.delete(connection);
  }

  operationBegan(node: OperationDefinitionNode | null, userId: string | null): void {
    const scope = requestScope.getStore();
    if (scope) this.begun.set(scope, { transport: 'websocket', node, userId, beganMs: performance.now(), codes: [] });
  }

  /** What the client was told went wrong. An operation that is refused before it begins ends with it. */
  operationFailed(codes: readonly string[]): void {
    const operation = this.operation;
    operation?.codes.push(...codes);
    if (operation?.node === null) this.operationEnded();
  }

  operationEnded(): void {
    const scope = requestScope.getStore();
    const operation = this.operation;
    if (!scope || !operation) return;
    this.begun.delete(scope);
    operationEnded(this.runtime, operation, operation.codes);
  }

  private get operation(): (Operation & { codes: string[] }) | undefined {
    const scope = requestScope.getStore();
    return scope && this.begun.get(scope);
  }
}

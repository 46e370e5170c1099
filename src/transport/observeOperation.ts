import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { Context } from '../context.js';
import { requestScope } from '../requestScope.js';
import type { Runtime } from '../runtime.js';

export type Outcome = 'ok' | 'denied' | 'invalid' | 'limited' | 'timed_out' | 'failed';

export interface Operation {
  transport: 'http' | 'websocket';
  /** Null: it was refused before it was known what it is. */
  node: OperationDefinitionNode | null;
  userId: string | null;
  beganMs: number;
}

const outcomes: Record<string, Outcome> = { INTERNAL_SERVER_ERROR: 'failed', UNAUTHENTICATED: 'denied', FORBIDDEN: 'denied', LIMIT_EXCEEDED: 'limited', TIMED_OUT: 'timed_out' };
const gravest: Outcome[] = ['failed', 'timed_out', 'limited', 'denied', 'invalid'];

/** Counts an operation that has ended, and logs it at debug: what it was, how long it took, who asked. Never its variables, where passwords are. */
export function operationEnded({ log, metrics: { api } }: Pick<Runtime, 'log' | 'metrics'>, { transport, node, userId, beganMs }: Operation, codes: readonly string[]): void {
  const tookMs = performance.now() - beganMs;
  const kind = node?.operation ?? 'none';
  const late = requestScope.getStore()?.timedOut === true;
  const outcome = outcomeOf(late ? [...codes, 'TIMED_OUT'] : codes);
  api.operations.inc({ transport, kind, outcome });
  if (kind !== 'subscription') api.operationSeconds.observe({ transport, kind }, tookMs / 1_000);
  if (!log.isLevelEnabled('debug')) return;
  log.debug({ operation: node?.name?.value.slice(0, 100) ?? null, kind, transport, ms: Math.round(tookMs * 10) / 10, codes, userId }, 'operation');
}

/** The gravest, where several went wrong. */
function outcomeOf(codes: readonly string[]): Outcome {
  if (codes.length === 0) return 'ok';
  const found = codes.map((code) => outcomes[code] ?? 'invalid');
  return gravest.find((outcome) => found.includes(outcome))!;
}

export const codesOf = (errors: readonly GraphQLFormattedError[] | undefined): string[] => (errors ?? []).map((error) => String(error.extensions?.code ?? 'UNKNOWN'));

/** For what comes over HTTP. */
export const observeHttpOperations = (runtime: Runtime): ApolloServerPlugin<Context> => ({
  async contextCreationDidFail() {
    operationEnded(runtime, { transport: 'http', node: null, userId: null, beganMs: performance.now() }, ['UNAUTHENTICATED']);
  },
  async requestDidStart() {
    const beganMs = performance.now();
    return {
      async willSendResponse({ operation, contextValue, response: { body } }) {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        operationEnded(runtime, { transport: 'http', node: operation ?? null, userId: contextValue.origin.viewer?.id ?? null, beganMs }, codesOf(errors));
      },
    };
  },
});

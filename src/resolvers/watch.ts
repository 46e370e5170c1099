import { GraphQLError } from 'graphql';
import type { Context } from '../context.js';
import type { Topic } from '../live/LiveObject.js';

/** What the resolver of a watched subscription is given as its root. */
export type Watch<T> = T;

interface Asked<Args> {
  ctx: Context;
  args: Args;
}

/** The object is not there, or not the viewer's: the same words for both. */
export const nothingToWatch = (): GraphQLError => new GraphQLError('There is no such object', { extensions: { code: 'BAD_USER_INPUT' } });

/**
 * The `subscribe` of a state subscription: first the present state, then the latest one after each change (A2). `topicOf` checks that the
 * viewer may watch what is asked for and answers its topic, or null when there is no such object for this viewer.
 *
 *   @Authorized()
 *   @Subscription(() => TaskProgress, { description: …, subscribe: watch<{ taskId: string }>(({ ctx, args }) => progressOf(ctx, args.taskId)) })
 *   taskProgressed(@Root() progress: Watch<TaskProgress>, @Arg('taskId', …) _taskId: string): TaskProgress { return progress; }
 *
 * A topic is loaded once for all its subscribers in the process, whoever they are: `load` must read the same for everybody and take its own
 * EntityManager (`ctx.runtime.database.em()`), never `ctx.em`. Fields below the root are resolved with a fresh Context per event.
 */
export function watch<Args>(topicOf: (asked: Asked<Args>) => Promise<Topic<unknown> | null>) {
  return async ({ args, context: ctx }: { args: unknown; context: unknown }): Promise<AsyncIterable<unknown>> => {
    const topic = await topicOf({ ctx: ctx as Context, args: args as Args });
    if (!topic) throw nothingToWatch();
    return (ctx as Context).live.watch(topic);
  };
}

import type { GraphQLSchema } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { type AuthCheckerFn, buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { type Context } from '../context.js';
import { forbidden } from './denied.js';

/** @Authorized(): signed in. @Authorized('ADMIN'): an administrator. It throws, so that the two cases are told apart by their codes. */
const checkRole: AuthCheckerFn<Context, string> = ({ context }, roles) => {
  if (roles.length > 0 && !roles.includes(context.viewer.role)) throw forbidden();
  return Boolean(context.viewer);
};

/** type-graphql wants one when there are subscriptions; ours subscribe by themselves (live/), so nothing may ever arrive here. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('subscriptions are served by live/');
  },
  subscribe: () => {
    throw new Error('subscriptions are served by live/');
  },
};

let built: GraphQLSchema | null = null;

/** The schema, once per process: type-graphql keeps its metadata in a global. `validate` is off because operations check what they are given. */
export function buildApiSchema(resolvers: NonEmptyArray<Function>): GraphQLSchema {
  built ??= buildSchemaSync({
    resolvers,
    authChecker: checkRole,
    validate: false,
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    pubSub: noPubSub,
  });
  return built;
}

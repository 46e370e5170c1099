import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import type { Shared } from '../context.js';
import { graphiqlRoute } from './graphiql.js';
import { healthRoute } from './health.js';
import { unsubscribeRoute } from './unsubscribe.js';
import { uploadsRoute } from './uploads.js';

export type Route = (app: FastifyInstance, shared: Shared) => void;

/** Everything that is served beside /graphql. */
export const routes = ({ graphiql }: Config): Route[] => [healthRoute, ...(graphiql ? [graphiqlRoute] : []), uploadsRoute, unsubscribeRoute];

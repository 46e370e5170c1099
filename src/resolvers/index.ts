// First: the decorators of everything below keep their types with it.
import 'reflect-metadata';
import type { NonEmptyArray } from 'type-graphql';
import { EmailServiceMutations } from './EmailServiceMutations.js';
import { EmailServiceResolver } from './EmailServiceResolver.js';
import { MappingResolver } from './MappingResolver.js';
import { QuotaResolver } from './QuotaResolver.js';
import { SenderResolver } from './SenderResolver.js';
import { ServiceStatusLogResolver } from './ServiceStatusLogResolver.js';
import { SessionResolver } from './SessionResolver.js';
import { SystemResolver } from './SystemResolver.js';
import { UserResolver } from './UserResolver.js';

/** Every resolver class, by hand: type-graphql would otherwise serve whatever happens to be imported. */
export const resolvers: NonEmptyArray<Function> = [
  SystemResolver,
  SessionResolver,
  UserResolver,
  SenderResolver,
  EmailServiceResolver,
  EmailServiceMutations,
  ServiceStatusLogResolver,
  MappingResolver,
  QuotaResolver,
];

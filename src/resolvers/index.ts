// First: the decorators of everything below keep their types with it.
import 'reflect-metadata';
import type { NonEmptyArray } from 'type-graphql';
import { SystemResolver } from './SystemResolver.js';

/** Every resolver class, by hand: type-graphql would otherwise serve whatever happens to be imported. */
export const resolvers: NonEmptyArray<Function> = [SystemResolver];

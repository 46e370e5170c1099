import type { EntityClass } from '@mikro-orm/core';
import { Process } from './Process.js';
import { User } from './User.js';

/** Every table the ORM knows, by hand: found at start by nobody, missed by nobody. */
export const entities: EntityClass[] = [Process, User];

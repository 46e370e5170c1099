import type { EntitySchema } from '@mikro-orm/core';

/** Every table the ORM knows, by hand: found at start by nobody, missed by nobody. */
export const entities: EntitySchema[] = [];

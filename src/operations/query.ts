import type { EntityManager } from '@mikro-orm/postgresql';
import type { RawBuilder } from 'kysely';

/** Times come as text on this way: the ORM keeps node-postgres from reading them, and reads them itself only in entities. */
export const asDate = (text: unknown): Date => new Date(text as string);

/** Runs SQL with real bind parameters inside the EntityManager's transaction. (em.execute writes parameters into the text; arrays break.) */
export async function query<Row>(em: EntityManager, statement: RawBuilder<Row>): Promise<Row[]> {
  return (await statement.execute(em.getKysely())).rows;
}

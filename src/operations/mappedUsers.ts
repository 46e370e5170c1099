import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { isUsable } from './availability.js';
import { allServiceIds } from './mappedServices.js';
import { query } from './query.js';
import { serviceStates } from './serviceStates.js';

export interface MappedUsersFilter {
  /** Who may use it. */
  serviceId: string | null;
  /** Whether at least one of their services can send. */
  isAnyAvailable: boolean | null;
}

export interface MappedUser {
  id: string;
  name: string;
}

/** A list of users by what is mapped to them, without a page. Which services can send is asked once, where that is defined, and not in a second way in SQL. */
export class MappedUsers {
  private constructor(
    private readonly em: EntityManager,
    private readonly where: RawBuilder<unknown>,
  ) {}

  static async of(em: EntityManager, { serviceId, isAnyAvailable }: MappedUsersFilter): Promise<MappedUsers> {
    const conditions = [sql`u.archived_at IS NULL`];
    const maps = (ids: readonly string[]): RawBuilder<unknown> =>
      sql`EXISTS (SELECT FROM user_service_mappings m WHERE m.user_id = u.id AND m.service_id = ANY (${ids}::uuid[]))`;
    if (serviceId !== null) conditions.push(maps([serviceId]));
    if (isAnyAvailable !== null) {
      const states = [...(await serviceStates(em, await allServiceIds(em))).values()];
      const usable = states.filter(isUsable).map((state) => state.serviceId);
      conditions.push(isAnyAvailable ? maps(usable) : sql`NOT ${maps(usable)}`);
    }
    return new MappedUsers(em, sql.join(conditions, sql` AND `));
  }

  /** By name, after this one. */
  async page(after: MappedUser | null, limit: number): Promise<MappedUser[]> {
    const beyond = after ? sql`AND (u.name, u.id) > (${after.name}::text, ${after.id}::uuid)` : sql``;
    return query(this.em, sql<MappedUser>`SELECT u.id, u.name FROM users u WHERE ${this.where} ${beyond} ORDER BY u.name, u.id LIMIT ${limit}`);
  }

  async count(): Promise<number> {
    const [row] = await query(this.em, sql<{ count: number }>`SELECT count(*)::int AS count FROM users u WHERE ${this.where}`);
    return row!.count;
  }
}

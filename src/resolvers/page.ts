import type { EntityManager, EntityName, FilterQuery } from '@mikro-orm/core';
import { checkPageSize, type CursorKey, type CursorPart, decodeCursor, type Page, type PageArgs, pageOf } from '../schema/connection.js';

/** A sorting field must not be null: NULL has no place in a keyset. Times are better sorted by id (v7): JavaScript cuts microseconds off. */
export interface PageOrder<T> {
  field: keyof T & string;
  type: CursorPart;
  descending?: boolean;
}

export interface PageQuery<T> {
  where: FilterQuery<T>;
  /** The id is appended as the unique tie-break, in the direction of the last field; alone it means oldest first. */
  orderBy?: PageOrder<T>[];
  newestFirst?: boolean;
  page: PageArgs;
}

/** One page of a table by keyset: the cost does not grow with the page's number, and rows that are added meanwhile shift nothing. */
export async function findPage<T extends { id: string }>(em: EntityManager, entity: EntityName<T>, query: PageQuery<T>): Promise<Page<T>> {
  checkPageSize(query.page.first);
  const descending = query.orderBy?.at(-1)?.descending ?? query.newestFirst ?? false;
  const order: PageOrder<T>[] = [...(query.orderBy ?? []), { field: 'id', type: 'id', descending }];
  const where = query.page.after ? { $and: [query.where, beyond(order, decodeCursor(query.page.after, order.map((o) => o.type)))] } : query.where;
  const rows = await em.find(entity, where as never, {
    orderBy: order.map((o) => ({ [o.field]: o.descending ? 'desc' : 'asc' })) as never,
    limit: query.page.first + 1,
  });
  return pageOf<T>(rows as T[], query.page.first, (row) => order.map((o) => row[o.field] as string | number), () =>
    em.count(entity, query.where as never),
  );
}

/** (a, b, id) beyond the key, written out because the directions may differ: a > x OR a = x AND (b > y OR …). */
function beyond<T>(order: PageOrder<T>[], key: CursorKey): FilterQuery<T> {
  const [first, ...rest] = order;
  const value = key[0];
  const past = { [first!.field]: { [first!.descending ? '$lt' : '$gt']: value } };
  if (rest.length === 0) return past as FilterQuery<T>;
  return { $or: [past, { $and: [{ [first!.field]: value }, beyond(rest, key.slice(1))] }] } as FilterQuery<T>;
}

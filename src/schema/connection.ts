import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { isId } from '../ids.js';
import { badInput } from './denied.js';
import { isStorable } from './storable.js';

export const maxPageSize = 100;
const defaultPageSize = 25;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: defaultPageSize, description: 'How many to return, 1 to 100.' })
  first: number = defaultPageSize;

  @Field(() => String, { nullable: true, description: 'The cursor after which to go on: the endCursor of the page before.' })
  after?: string | null;
}

@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the last one on this page; null on an empty page.' })
  endCursor!: string | null;
}

/** What a row is sorted by, the unique tie-break last. */
export type CursorKey = readonly (string | number)[];

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** One page of a list. Counting all rows costs a query of its own, so it is made only when asked for. */
export class Page<T> {
  constructor(
    readonly edges: Edge<T>[],
    readonly pageInfo: PageInfo,
    private readonly count: () => Promise<number>,
  ) {}

  get totalCount(): Promise<number> {
    return this.count();
  }
}

/** A page from `first + 1` rows: the one too many only says that there are more. */
export function pageOf<T>(rows: readonly T[], first: number, keyOf: (row: T) => CursorKey, count: () => Promise<number>): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
  return new Page(edges, { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null }, count);
}

/** Refused, not clamped: a client that asked for 1,000 and got 100 would take them for all. */
export function checkPageSize(first: number): void {
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) throw badInput(`"first" must be 1 to ${maxPageSize}, not ${first}`);
}

const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

export type CursorPart = 'string' | 'number' | 'id';

const fits: Record<CursorPart, (part: unknown) => boolean> = {
  string: (part) => typeof part === 'string' && isStorable(part),
  // Whatever lists are sorted by is an int4 in the tables.
  number: (part) => Number.isInteger(part) && Math.abs(part as number) <= 2_147_483_647,
  id: (part) => typeof part === 'string' && isId(part),
};

/** The key inside a cursor that has `shape.length` parts of these types; anything else was not made here, and PostgreSQL would raise an error. */
export function decodeCursor(cursor: string, shape: readonly CursorPart[]): CursorKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === shape.length && shape.every((part, i) => fits[part](key[i]))) return key;
  } catch {
    // Not JSON: refused below.
  }
  throw badInput('"after" is not a cursor of this list');
}

interface ConnectionTypes<T> {
  Connection: ClassType<Page<T>>;
}

/** The Relay connection of a type: `connectionOf('Sender', () => SenderType)` makes SenderConnection and SenderEdge. Once a noun, at module level. */
export function connectionOf<T extends object>(name: string, type: () => ClassType<T>): ConnectionTypes<T>['Connection'] {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list.` })
  class EdgeType {
    @Field(() => String, { description: 'Its place in the list.' })
    cursor!: string;

    @Field(type, { description: `The ${name}.` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The objects on this page, in order.' })
    edges!: EdgeType[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many there are on all pages together.' })
    totalCount!: number;
  }
  return ConnectionType as unknown as ConnectionTypes<T>['Connection'];
}

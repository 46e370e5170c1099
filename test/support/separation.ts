import { getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isNonNullType, isObjectType } from 'graphql';
import { documentFor, neededIdPaths, pathsNamed, type RootField, variablesFor } from './anyOperation.js';
import type { Things } from './things.js';

export const nameOf = ({ kind, name }: RootField): string => `${kind} ${name}`;

/** By convention of the descriptions; that they tell the truth is a test. */
export const isForAdministrators = ({ field }: RootField): boolean => /\bFor administrators(; needs a session)?\.$/.test(field.description ?? '');

/** Fields that nobody need be signed in for. */
export const open = ['query viewer', 'mutation signIn', 'mutation refreshSession'];

/** Ids that mean something else than their name says. */
const exceptions: Record<string, keyof Things> = {
  'query alerts filter.subjectId': 'task',
  'query quotaLogs filter.actorId': 'user',
  'query quotaLogs filter.taskId': 'quotaTask',
};

/** What an id is of, by its name: senderId, includeTagIds; a plain "id" by the field's: cancelCampaign, templateSet. Null: this cannot be told. */
export function thingAt(field: RootField, path: string, things: readonly string[]): keyof Things | null {
  const last = path.split('.').at(-1)!.replace('[]', '');
  const noun = last === 'id' ? field.name : last.replace(/Ids?$/, '');
  const found = things.filter((thing) => noun.toLowerCase().endsWith(thing.toLowerCase())).sort((a, b) => b.length - a.length);
  return exceptions[`${nameOf(field)} ${path}`] ?? found[0] ?? null;
}

/** The variables of a field with the id in question; what it needs besides is the asker's own. */
export function variablesWith(field: RootField, path: string | null, id: string, own: Things): Record<string, unknown> {
  const needed = neededIdPaths(field).filter((each) => each !== path).map((each) => [each, own[thingAt(field, each, Object.keys(own))!] ?? 'unknown']);
  // A rule that includes everybody hides whom else it includes, and without it nobody can be excluded.
  const everybody = pathsNamed(field, 'includeAll').filter((each) => neededWithin(field, each, path)).map((each) => [each, !path?.includes('.include')]);
  return variablesFor(field, { ...Object.fromEntries(needed), ...(path === null ? {} : { [path]: id }) }, Object.fromEntries(everybody));
}

/** Given where its rule is: asked about, or needed for the whole. */
const neededWithin = (field: RootField, includeAll: string, path: string | null): boolean => {
  const rule = includeAll.slice(0, -'.includeAll'.length);
  return Boolean(path?.startsWith(`${rule}.`)) || !rule.includes('.patch');
};

export interface ObjectField {
  type: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  root: RootField;
  /** The fields that lead from the root to the type. */
  way: readonly string[];
}

const isAskable = (field: GraphQLField<unknown, unknown>): boolean => !field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
const isLeaf = (field: GraphQLField<unknown, unknown>): boolean => !isObjectType(getNamedType(field.type));

/** Every field of every object type that can be reached from these roots, each by the shortest way there is. */
export function objectFields(roots: readonly RootField[]): ObjectField[] {
  const found: ObjectField[] = [];
  const seen = new Set<string>();
  let level = roots.map((root) => ({ root, type: getNamedType(root.field.type), way: [] as string[] }));
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { root, type, way } of level) {
      if (!isObjectType(type) || seen.has(type.name)) continue;
      seen.add(type.name);
      for (const field of Object.values(type.getFields())) {
        found.push({ type, field, root, way });
        next.push({ root, type: getNamedType(field.type), way: [...way, field.name] });
      }
    }
    level = next;
  }
  return found;
}

/** A document that asks for one field of an object, and for the values of the objects in it. Answered by one's own objects. */
export function documentOf({ root, way, field }: ObjectField): string {
  const target = getNamedType(field.type);
  const values = isObjectType(target) ? `{ __typename ${Object.values(target.getFields()).filter((each) => isLeaf(each) && isAskable(each)).map((each) => each.name).join(' ')} }` : '';
  const inner = [...way].reduceRight((within, name) => `{ ${name} ${within} }`, `{ ${field.name} ${values} }`);
  return documentFor({ ...root, field: root.field }).replace(/(\{ \w+(?:\([^)]*\))?) [^]*$/, `$1 ${inner} }`);
}

/** Ids among the arguments of object fields: none so far, and whoever adds one has to think of whose they are. */
export const objectFieldsWithIds = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !['Query', 'Mutation', 'Subscription'].includes(type.name) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).flatMap((field) => field.args.filter((arg) => getNamedType(arg.type).name === 'ID').map((arg) => `${type.name}.${field.name}(${arg.name})`))
      : [],
  );

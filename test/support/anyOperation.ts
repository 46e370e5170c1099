import {
  getNamedType, getNullableType, type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLOutputType, type GraphQLSchema, isEnumType, isInputObjectType,
  isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType,
} from 'graphql';

export type OperationKind = 'query' | 'mutation' | 'subscription';

export interface RootField {
  kind: OperationKind;
  name: string;
  field: GraphQLField<unknown, unknown>;
}

export function rootFields(schema: GraphQLSchema): RootField[] {
  const kinds: OperationKind[] = ['query', 'mutation', 'subscription'];
  const types = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() };
  return kinds.flatMap((kind) => Object.values(types[kind]?.getFields() ?? {}).map((field) => ({ kind, name: field.name, field })));
}

/** The paths of all ids in the arguments: "id", "input.id", "input.tasks[].senderId". */
export const idPaths = ({ field }: RootField): string[] => field.args.flatMap((arg) => idsIn(arg.type, arg.name, []));

function idsIn(type: GraphQLInputType, path: string, within: string[]): string[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return idsIn(nullable.ofType, `${path}[]`, within);
  const named = getNamedType(type);
  if (named.name === 'ID') return [path];
  if (!isInputObjectType(named) || within.includes(named.name)) return [];
  return Object.values(named.getFields()).flatMap((inner) => idsIn(inner.type, `${path}.${inner.name}`, [...within, named.name]));
}

/** Those that must be given, whatever else is: "input.id", "input.tasks[].senderId"; not the members of a list that may be empty. */
export function neededIdPaths({ field }: RootField): string[] {
  const within = (type: GraphQLInputType, path: string): string[] => {
    const nullable = getNullableType(type);
    const named = getNamedType(type);
    if (isListType(nullable)) return isInputObjectType(named) ? within(nullable.ofType, `${path}[]`) : [];
    if (named.name === 'ID') return [path];
    if (!isInputObjectType(named)) return [];
    return Object.values(named.getFields()).filter(isNeeded).flatMap((inner) => within(inner.type, `${path}.${inner.name}`));
  };
  return field.args.filter(isNeeded).flatMap((arg) => within(arg.type, arg.name));
}

const isNeeded = ({ type, defaultValue }: { type: GraphQLInputType; defaultValue?: unknown }): boolean => isNonNullType(type) && defaultValue === undefined;

/** The paths of the inputs of this name, wherever they stand. */
export function pathsNamed({ field }: RootField, name: string): string[] {
  const within = (type: GraphQLInputType, path: string, outer: string[]): string[] => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return within(nullable.ofType, `${path}[]`, outer);
    const named = getNamedType(type);
    if (!isInputObjectType(named) || outer.includes(named.name)) return [];
    return Object.values(named.getFields()).flatMap((inner) =>
      inner.name === name ? [`${path}.${name}`] : within(inner.type, `${path}.${inner.name}`, [...outer, named.name]),
    );
  };
  return field.args.flatMap((arg) => within(arg.type, arg.name, []));
}

/** A document that calls the field with variables named like its arguments, and asks for whatever can be read two levels down. */
export function documentFor({ kind, name, field }: RootField): string {
  const named = field.args.filter((arg) => arg.defaultValue === undefined);
  const variables = named.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const args = named.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const asking = (levels: number): string => `${kind} ${variables ? `(${variables})` : ''} { ${name}${args ? `(${args})` : ''} ${selection(field.type, levels)} }`;
  // Within the limits of an operation; three words a field, with the braces.
  return asking(3).split(/\s+/).length < 400 ? asking(3) : asking(2);
}

function selection(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (isUnionType(named)) return '{ __typename }';
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  if (levels === 0) return '{ __typename }';
  const fields = Object.values(named.getFields()).filter((inner) => !inner.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined));
  return `{ __typename ${fields.map((inner) => inner.name + ' ' + selection(inner.type, levels - 1)).join(' ')} }`;
}

/** Values for everything that must be given, with `ids` at their paths. What a field needs beyond its type is given by `with`. */
export function variablesFor({ field }: RootField, ids: Record<string, string>, besides: Record<string, unknown> = {}): Record<string, unknown> {
  const value = (type: GraphQLInputType, path: string): unknown => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const inner = value(nullable.ofType, `${path}[]`);
      return isGiven(`${path}[]`) ? [inner] : [];
    }
    if (ids[path] !== undefined) return ids[path];
    if (besides[path] !== undefined) return besides[path];
    const named = getNamedType(type);
    if (isInputObjectType(named)) {
      const inner = Object.values(named.getFields()).filter((each) => (isNonNullType(each.type) && each.defaultValue === undefined) || isGiven(`${path}.${each.name}`));
      return Object.fromEntries(inner.map((each) => [each.name, value(each.type, `${path}.${each.name}`)]));
    }
    if (isEnumType(named)) return named.getValues()[0]!.name;
    return samples[named.name] ?? 'text';
  };
  const isGiven = (path: string): boolean => Object.keys({ ...ids, ...besides }).some((each) => each === path || each.startsWith(`${path}.`) || each.startsWith(`${path}[]`));
  const needed = (arg: GraphQLArgument): boolean => (isNonNullType(arg.type) && arg.defaultValue === undefined) || isGiven(arg.name);
  return Object.fromEntries(field.args.filter(needed).map((arg) => [arg.name, value(arg.type, arg.name)]));
}

const samples: Record<string, unknown> = { Int: 1, Float: 1, Boolean: true, String: 'text', ID: '00000000-0000-7000-8000-000000000000', DateTime: '2030-01-01T00:00:00Z' };

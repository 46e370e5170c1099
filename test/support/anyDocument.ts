import {
  getNamedType, getNullableType, type GraphQLArgument, type GraphQLInputType, type GraphQLOutputType, type GraphQLSchema, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType,
} from 'graphql';
import { type OperationKind, type RootField, rootFields } from './anyOperation.js';
import type { Choices } from './choices.js';
import { ints, strings, textFor, times, Written } from './hostile.js';
import { thingAt } from './separation.js';
import type { Things } from './things.js';

export interface Asked {
  kind: OperationKind;
  query: string;
  /** JSON, as it is sent. */
  variables: string;
}

/** One operation out of all that the schema allows, and of some that it does not. Half of them are calm: right but for a value or two, so that they get far. */
export function anyDocument(schema: GraphQLSchema, choices: Choices, ids: readonly string[], own: Things | null): Asked {
  const calm = choices.oneIn(2) ? own : null;
  const kind = choices.of(['query', 'query', 'mutation', 'mutation', 'subscription'] as const);
  const roots = rootFields(schema).filter((field) => field.kind === kind);
  const writer = new Writer(choices, ids, calm);
  const wanted = kind === 'query' ? 1 + choices.upTo(3) : 1;
  const body = Array.from({ length: wanted }, (_, i) => writer.root(choices.of(roots), i > 0)).join(' ');
  const declared = writer.variables.length > 0 ? `(${writer.variables.map(({ name, type }) => `$${name}: ${type}`).join(', ')})` : '';
  const query = `${kind} ${choices.oneIn(4) ? 'Named' : ''}${declared} { ${body} } ${writer.fragments.join(' ')}`;
  const variables = `{${writer.variables.map(({ name, value }) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
  return { kind, query: !calm && choices.oneIn(12) ? spoilt(query, choices) : query, variables };
}

/** A character gone, doubled, or something else in its place. */
function spoilt(query: string, choices: Choices): string {
  const at = choices.upTo(query.length);
  const inserted = choices.of(['', query[at]!.repeat(2), choices.of(strings), '{', '}', '...', '@skip(if: true)', '#', '"""', '$x', '__typename', '\ufeff']);
  return query.slice(0, at) + inserted + query.slice(at + 1);
}

class Writer {
  readonly variables: { name: string; type: string; value: string }[] = [];
  readonly fragments: string[] = [];

  constructor(
    private readonly choices: Choices,
    private readonly ids: readonly string[],
    /** Whose things are right where one is asked for; null: whatever comes. */
    private readonly calm: Things | null,
  ) {}

  private asking: RootField | null = null;

  /** Whether the next value is anything but what it should be. */
  private isWild(): boolean {
    return this.choices.oneIn(this.calm ? 12 : 2);
  }

  root(root: RootField, aliased: boolean): string {
    const { name, field } = root;
    this.asking = root;
    return `${aliased ? `r${this.choices.upTo(1_000)}: ` : ''}${name}${this.args(field.args)} ${this.selection(field.type, 5)}`;
  }

  private selection(type: GraphQLOutputType, levels: number): string {
    const named = getNamedType(type);
    if (!isObjectType(named)) return '';
    if (levels === 0) return '{ __typename }';
    const fields = Object.values(named.getFields());
    const wanted = 1 + this.choices.upTo(Math.min(6, fields.length));
    const written = Array.from({ length: wanted }, () => {
      const field = this.choices.of(fields);
      // An alias for every field with arguments: two of one name must agree.
      const alias = field.args.length > 0 || this.choices.oneIn(8) ? `a${this.variables.length}x${this.choices.upTo(1_000)}: ` : '';
      const directive = this.choices.oneIn(15) ? ` @${this.choices.of(['include', 'skip'])}(if: ${this.choices.of(['true', 'false'])})` : '';
      return `${alias}${field.name}${this.args(field.args)}${directive} ${this.selection(field.type, levels - 1)}`;
    });
    if (this.choices.oneIn(10)) return `{ ... on ${named.name} { ${written.join(' ')} } }`;
    if (this.choices.oneIn(10)) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${named.name} { ${written.join(' ')} }`);
      return `{ ...${name} }`;
    }
    return `{ ${written.join(' ')} }`;
  }

  private args(args: readonly GraphQLArgument[]): string {
    const given = args.filter((arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined ? !this.choices.oneIn(40) : this.choices.oneIn(3)));
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${this.argument(arg)}`).join(', ')})`;
  }

  private argument(arg: GraphQLArgument): string {
    const value = this.value(arg.type, arg.name, 0);
    if (this.choices.oneIn(3)) return literal(value);
    const name = `v${this.variables.length}`;
    this.variables.push({ name, type: String(arg.type), value: json(value) });
    return `$${name}`;
  }

  private value(type: GraphQLInputType, name: string, depth: number): unknown {
    const { choices } = this;
    if (!isNonNullType(type) && choices.oneIn(this.calm ? 20 : 6)) return null;
    if (choices.oneIn(this.calm ? 300 : 60)) return choices.of<unknown>([null, [], {}, true, new Written('1e309'), 'text', [[[[[[]]]]]]]);
    const nullable = getNullableType(type);
    if (isListType(nullable)) return Array.from({ length: choices.of(this.calm ? [1, 1, 2] : [0, 1, 1, 2, 3, 101]) }, () => this.value(nullable.ofType, name, depth + 1));
    const named = getNamedType(type);
    if (isInputObjectType(named)) {
      const fields = Object.values(named.getFields()).filter((field) => depth < 4 && ((isNonNullType(field.type) && field.defaultValue === undefined) || choices.oneIn(2)));
      const entries = fields.map((field): [string, unknown] => [field.name, this.value(field.type, field.name, depth + 1)]);
      return new Map(!this.calm && choices.oneIn(40) ? [...entries, [choices.of(['__proto__', 'constructor', 'toString']), {}]] : entries);
    }
    if (isEnumType(named)) return new Written(!this.calm && choices.oneIn(20) ? 'NOPE' : choices.of(named.getValues()).name);
    const wild = this.isWild();
    if (named.name === 'ID') {
      const thing = this.calm && !wild && thingAt(this.asking!, name, Object.keys(this.calm));
      return thing ? this.calm![thing] : choices.oneIn(6) ? choices.of(strings) : choices.of(this.ids);
    }
    if (named.name === 'Int' || named.name === 'Float') return wild ? choices.of(this.calm ? ints.slice(0, 8) : ints) : 1 + choices.upTo(50);
    if (named.name === 'Boolean') return choices.oneIn(2);
    if (named.name === 'DateTime') return wild ? choices.of(times) : times[0];
    return textFor(name, choices, wild);
  }
}

function literal(value: unknown): string {
  if (value instanceof Written) return value.text;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value instanceof Map) return `{${[...value].map(([name, inner]) => `${name}: ${literal(inner)}`).join(', ')}}`;
  return typeof value === 'object' && value !== null ? '{}' : JSON.stringify(value);
}

/** As JSON.stringify, but with the numbers that it has none for, and with "__proto__" as a name like any other. */
function json(value: unknown): string {
  if (value instanceof Written) return /^[A-Z]/.test(value.text) ? JSON.stringify(value.text) : value.text === '00' ? '0' : value.text;
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
  if (value instanceof Map) return `{${[...value].map(([name, inner]) => `${JSON.stringify(name)}:${json(inner)}`).join(',')}}`;
  return typeof value === 'object' && value !== null ? '{}' : JSON.stringify(value);
}

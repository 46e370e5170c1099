import { type ASTVisitor, type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from 'graphql';

/** What one operation may ask for (A5). HTTP and WebSocket share them: graphql-ws runs its own parse, validate and execute. */
export const limits = {
  depth: 12,
  /** Objects at most, roughly: each object costs 1, inside a page as often as the page is long. */
  cost: 3_000,
  /** Without `first` a list is short by nature. */
  plainListLength: 10,
  aliases: 30,
  rootFields: 20,
  /** Fragments counted as often as they are used. graphql-js compares fields of one name each with each: 3,000 of them take it 2.5 s. */
  fields: 500,
  tokens: 3_000,
  /** Of lists and objects in the variables. */
  inputDepth: 30,
  bodyBytes: 1_048_576,
  timeMs: 15_000,
  subscriptionsPerSocket: 100,
} as const;

/** `ownCode`, because Apollo gives everything that a validation rule reports the code of an invalid document. */
export const exceeded = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', ownCode: 'LIMIT_EXCEEDED' } });

/** Too many operations in a minute. Over HTTP the status is 429, and Retry-After says the same as the message. */
export const tooFast = (seconds: number): GraphQLError =>
  new GraphQLError(`Too many requests; try again in ${seconds} s`, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 429, headers: retryAfter(seconds) } } });

/** Apollo wants a Map; the types are those of another server, which GraphiQL's package brings along. */
const retryAfter = (seconds: number): Record<string, string> => new Map([['retry-after', String(seconds)]]) as never;

/** Too deep, too many fields, aliases, root fields: all that can be told from the document alone. */
export function shapeLimits(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const walk = new Walk(document);
      const problems = document.definitions.flatMap((each) => ('selectionSet' in each ? problemsOf(walk.shapeOf(each.selectionSet)) : []));
      for (const problem of problems) context.reportError(exceeded(problem));
      // The other rules take their time for what is refused anyway, and cannot be told to stop but by finding nothing more to look at.
      if (problems.length > 0) Object.assign(document, { definitions: [] });
    },
  };
}

function problemsOf({ depth, fields, aliases, rootFields, introspectionAliases }: Shape): string[] {
  return [
    ...(depth > limits.depth ? [`The operation is ${depth} levels deep; ${limits.depth} are allowed`] : []),
    ...(fields > limits.fields ? [`The operation has ${fields} fields; ${limits.fields} are allowed`] : []),
    ...(aliases > limits.aliases ? [`The operation has ${aliases} aliases; ${limits.aliases} are allowed`] : []),
    ...(rootFields > limits.rootFields ? [`The operation has ${rootFields} root fields; ${limits.rootFields} are allowed`] : []),
    // Introspection costs nothing by the rules of cost.ts; without aliases nothing of it can be had twice.
    ...(introspectionAliases > 0 ? ['The schema is asked about without aliases'] : []),
  ];
}

interface Shape {
  depth: number;
  fields: number;
  aliases: number;
  rootFields: number;
  introspectionAliases: number;
}

/** Follows fragments, each measured once. A fragment that includes itself counts as nothing here; graphql-js refuses it by its own rule. */
class Walk {
  private readonly fragments: Map<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, Shape>();

  constructor(document: DocumentNode) {
    this.fragments = fragmentsOf(document);
  }

  shapeOf(set: SelectionSetNode): Shape {
    const shape = { ...noShape };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? this.shapeOf(selection.selectionSet) : noShape;
        const isIntrospection = selection.name.value === '__schema' || selection.name.value === '__type';
        // Introspection has a depth rule of its own in graphql-js, and GraphiQL's question is 14 deep.
        shape.depth = Math.max(shape.depth, isIntrospection ? 1 : inner.depth + 1);
        shape.fields += inner.fields + 1;
        shape.aliases += inner.aliases + (selection.alias ? 1 : 0);
        shape.rootFields += 1;
        shape.introspectionAliases += isIntrospection ? inner.aliases + (selection.alias ? 1 : 0) : inner.introspectionAliases;
      } else {
        const inner = selection.kind === Kind.INLINE_FRAGMENT ? this.shapeOf(selection.selectionSet) : this.shapeOfFragment(selection.name.value);
        shape.depth = Math.max(shape.depth, inner.depth);
        shape.fields += inner.fields;
        shape.aliases += inner.aliases;
        shape.rootFields += inner.rootFields;
        shape.introspectionAliases += inner.introspectionAliases;
      }
    }
    return shape;
  }

  private shapeOfFragment(name: string): Shape {
    const known = this.measured.get(name);
    if (known) return known;
    this.measured.set(name, noShape);
    const fragment = this.fragments.get(name);
    const shape = fragment ? this.shapeOf(fragment.selectionSet) : noShape;
    this.measured.set(name, shape);
    return shape;
  }
}

const noShape: Shape = { depth: 0, fields: 0, aliases: 0, rootFields: 0, introspectionAliases: 0 };

export const fragmentsOf = (document: DocumentNode): Map<string, FragmentDefinitionNode> =>
  new Map(document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]));

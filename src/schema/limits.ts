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
  tokens: 3_000,
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

/** Too deep, too many aliases, too many root fields: all that can be told from the document alone. */
export function shapeLimits(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const walk = new Walk(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const shape = walk.shapeOf(definition.selectionSet);
        if (shape.depth > limits.depth) context.reportError(exceeded(`The operation is ${shape.depth} levels deep; ${limits.depth} are allowed`));
        if (shape.aliases > limits.aliases) context.reportError(exceeded(`The operation has ${shape.aliases} aliases; ${limits.aliases} are allowed`));
        if (shape.rootFields > limits.rootFields) {
          context.reportError(exceeded(`The operation has ${shape.rootFields} root fields; ${limits.rootFields} are allowed`));
        }
      }
    },
  };
}

interface Shape {
  depth: number;
  aliases: number;
  rootFields: number;
}

/** Follows fragments, each measured once. A fragment that includes itself counts as nothing here; graphql-js refuses it by its own rule. */
class Walk {
  private readonly fragments: Map<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, Shape>();

  constructor(document: DocumentNode) {
    this.fragments = fragmentsOf(document);
  }

  shapeOf(set: SelectionSetNode): Shape {
    const shape: Shape = { depth: 0, aliases: 0, rootFields: 0 };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        // Introspection has a depth rule of its own in graphql-js, and GraphiQL's question is 14 deep.
        const inner = selection.selectionSet && !selection.name.value.startsWith('__') ? this.shapeOf(selection.selectionSet) : noShape;
        shape.depth = Math.max(shape.depth, inner.depth + 1);
        shape.aliases += inner.aliases + (selection.alias ? 1 : 0);
        shape.rootFields += 1;
      } else {
        const inner = selection.kind === Kind.INLINE_FRAGMENT ? this.shapeOf(selection.selectionSet) : this.shapeOfFragment(selection.name.value);
        shape.depth = Math.max(shape.depth, inner.depth);
        shape.aliases += inner.aliases;
        shape.rootFields += inner.rootFields;
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

const noShape: Shape = { depth: 0, aliases: 0, rootFields: 0 };

export const fragmentsOf = (document: DocumentNode): Map<string, FragmentDefinitionNode> =>
  new Map(document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION).map((d) => [d.name.value, d]));

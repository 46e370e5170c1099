import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType, getNullableType, getVariableValues, type GraphQLError, type GraphQLField,
  type GraphQLOutputType, type GraphQLSchema, isInterfaceType, isListType, isObjectType, Kind, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';
import { exceeded, fragmentsOf, limits } from './limits.js';

interface Operation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** Asked after validation, when the variables are known: the length of a page is usually one of them. */
export function checkCost(schema: GraphQLSchema, { document, operation, variables }: Operation): GraphQLError | null {
  // One mistake is told: a list may hold 200,000, and each costs a search for the word that was meant.
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (!coerced) return errors[0]!;
  const root = schema.getRootType(operation.operation);
  const cost = root ? new Cost(schema, fragmentsOf(document), coerced).of(operation.selectionSet, root, 1) : 0;
  return cost > limits.cost ? exceeded(`The operation costs ${cost}; ${limits.cost} are allowed. Ask for shorter pages`) : null;
}

/** An object costs 1, a value nothing, a count 10; inside a page all of it as often as the page is long. */
class Cost {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Map<string, FragmentDefinitionNode>,
    private readonly variables: Record<string, unknown>,
  ) {}

  /** `page`: how long the page is whose connection is `parent`. */
  of(set: SelectionSetNode, parent: GraphQLOutputType, page: number): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += this.ofField(selection, parent, page);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.ofFragment(selection.name.value, page);
      else cost += this.of(selection.selectionSet, (selection.typeCondition && this.typeNamed(selection.typeCondition.name.value)) ?? parent, page);
    }
    return cost;
  }

  /** Each fragment is measured once, or two that include each other twice, nested n deep, would take 2 to the power of n steps. */
  private ofFragment(name: string, page: number): number {
    const key = `${name} ${page}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, 0);
    const fragment = this.fragments.get(name);
    const type = fragment && this.typeNamed(fragment.typeCondition.name.value);
    const cost = type ? this.of(fragment.selectionSet, type, page) : 0;
    this.known.set(key, cost);
    return cost;
  }

  private ofField(node: FieldNode, parent: GraphQLOutputType, page: number): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    if (field.name === 'totalCount') return 10;
    if (!node.selectionSet) return 0;
    const type = getNamedType(field.type) as GraphQLOutputType;
    if (field.name === 'edges') return page * this.of(node.selectionSet, type, 1);
    const asked = this.pageLength(node, field);
    const inner = this.of(node.selectionSet, type, asked ?? 1);
    const isPlainList = asked === null && isListType(getNullableType(field.type));
    return isPlainList ? limits.plainListLength * (1 + inner) : 1 + inner;
  }

  private pageLength(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
    const first = field.args.find((arg) => arg.name === 'first');
    if (!first) return null;
    const value = node.arguments?.find((arg) => arg.name.value === 'first')?.value;
    const asked = value?.kind === Kind.VARIABLE ? this.variables[value.name.value] : value?.kind === Kind.INT ? Number(value.value) : undefined;
    const length = typeof asked === 'number' ? asked : first.defaultValue;
    return typeof length === 'number' ? Math.max(1, length) : 1;
  }

  private typeNamed(name: string): GraphQLOutputType | null {
    const type = this.schema.getType(name);
    return isObjectType(type) || isInterfaceType(type) ? type : null;
  }
}

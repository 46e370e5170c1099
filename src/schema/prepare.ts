import {
  type DocumentNode, getOperationAST, GraphQLError, type GraphQLSchema, NoSchemaIntrospectionCustomRule, type OperationDefinitionNode, parse, specifiedRules, validate, type ValidationRule,
} from 'graphql';
import { checkCost } from './cost.js';
import { limits, shapeLimits } from './limits.js';
import { problemOfVariables, storableDocument } from './storable.js';

export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

interface Asked {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

const withCode = (errors: readonly GraphQLError[], code: string): GraphQLError[] =>
  errors.map((error) => new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code, ...error.extensions } }));

/** Beside those of GraphQL; the same for both ways in. */
export const ownRules = ({ introspection }: { introspection: boolean }): ValidationRule[] => [
  shapeLimits, storableDocument, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
];

/** What Apollo does for HTTP, for the WebSocket: parse, validate, limit. With the same codes, so that a client need not know how it came in. */
export function prepare(schema: GraphQLSchema, rules: readonly ValidationRule[], { query, operationName, variables }: Asked): Prepared | GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    return withCode([error as GraphQLError], 'GRAPHQL_PARSE_FAILED');
  }
  const problems = validate(schema, document, [...specifiedRules, ...rules]);
  if (problems.length > 0) return withCode(problems, 'GRAPHQL_VALIDATION_FAILED');
  const operation = getOperationAST(document, operationName);
  if (!operation) return withCode([new GraphQLError('Which operation of the document is meant?')], 'OPERATION_RESOLUTION_FAILURE');
  const problem = problemOfVariables(variables) ?? checkCost(schema, { document, operation, variables: variables ?? {} });
  return problem ? [problem] : { document, operation };
}

import type { ASTVisitor, GraphQLError, ValidationContext } from 'graphql';
import { badInput } from './denied.js';

const message = 'A text contains U+0000, which cannot be stored';

/** Whether a value has U+0000 in any text of it. PostgreSQL takes none, and in the text of a statement it breaks the connection. */
export function holdsNull(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNull);
}

/** Refused at the door, for every field there is and will be: in the document … */
export const noNullInDocument = (context: ValidationContext): ASTVisitor => ({
  StringValue(node) {
    if (holdsNull(node.value)) context.reportError(badInput(message));
  },
});

/** … and in the variables. */
export const nullInVariables = (variables: unknown): GraphQLError | null => (holdsNull(variables) ? badInput(message) : null);

import type { ASTVisitor, GraphQLError, ValidationContext } from 'graphql';
import { badInput } from './denied.js';
import { exceeded, limits } from './limits.js';

const message = 'A text contains U+0000 or half a character, which cannot be stored';

/** PostgreSQL takes no U+0000, and in the text of a statement it breaks the connection; jsonb takes no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Refused at the door, for every field there is and will be: in the document … */
export const storableDocument = (context: ValidationContext): ASTVisitor => ({
  StringValue(node) {
    if (!isStorable(node.value)) context.reportError(badInput(message));
  },
});

/** … and in the variables, which must not be deeper than those who walk through them by recursion can go. */
export function problemOfVariables(variables: unknown): GraphQLError | null {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.inputDepth) return exceeded(`The variables are nested deeper than ${limits.inputDepth} levels`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !isStorable(value)) return badInput(message);
      if (typeof value !== 'object' || value === null) continue;
      for (const [name, inner] of Object.entries(value)) {
        if (!isStorable(name)) return badInput(message);
        next.push(inner);
      }
    }
    level = next;
  }
  return null;
}

import { resolvers } from '../resolvers/index.js';
import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildApiSchema } from './build.js';

/** The text of schema.graphql: sorted, so that the order of imports changes nothing. */
export const printApiSchema = (): string =>
  `# Written by "npm run schema" from src/schema and src/resolvers; do not edit.\n\n${printSchema(lexicographicSortSchema(buildApiSchema(resolvers)))}\n`;

if (import.meta.main) await writeFile('schema.graphql', printApiSchema());

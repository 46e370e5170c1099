import { describe, expect, test } from '@jest/globals';
import { functionFiles } from '../src/migrations/files.js';

describe('The functions of the database', () => {
  test('never ask now(), which stands still from the beginning of the transaction: after a wait for a lock it would be the past', async () => {
    const files = await functionFiles();
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap(({ name, text }) =>
      // Comments and texts may speak of it.
      withoutCommentsAndTexts(text)
        .split('\n')
        .flatMap((line, i) => (/\b(now|transaction_timestamp|statement_timestamp)\s*\(|\bcurrent_(timestamp|date|time)\b|\blocaltime(stamp)?\b/i.test(line) ? [`${name}:${i + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});

const withoutCommentsAndTexts = (sql: string): string =>
  sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/'(?:[^']|'')*'/g, "''");

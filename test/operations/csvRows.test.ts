import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvSplitter, type CsvRow } from '../../src/operations/CsvSplitter.js';
import { readCsv } from '../../src/operations/csvRows.js';
import { Readable } from 'node:stream';

/** Cut at the given places, to be joined again by the splitter. */
function split(text: string, delimiter = ',', cuts: readonly number[] = []): CsvRow[] {
  const splitter = new CsvSplitter(delimiter);
  const rows: CsvRow[] = [];
  let at = 0;
  for (const cut of [...cuts.map((c) => c % (text.length + 1)).sort((a, b) => a - b), text.length]) {
    rows.push(...splitter.push(text.slice(at, cut)));
    at = cut;
  }
  return [...rows, ...splitter.end()];
}

const cell = fc.array(fc.constantFrom('a', '李', ' ', ',', ';', '"', '\n', '\r\n', 'b@c.de', '😀'), { maxLength: 6 }).map((parts) => parts.join(''));
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const written = (rows: string[][], delimiter: string, end: string): string =>
  rows.map((row) => row.map((text) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(delimiter)).join(end);

describe('cutting CSV into rows', () => {
  test('what was written is read again, however it is cut', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';'), lineEnd, fc.boolean(), fc.array(fc.nat(), { maxLength: 5 }), (rows, delimiter, end, isEnded, cuts) => {
        const text = written(rows, delimiter, end) + (isEnded && rows.length > 0 ? end : '');
        // A row of one empty cell is an empty line.
        expect(split(text, delimiter, cuts).map((row) => row.cells)).toEqual(rows.filter((row) => row.length > 1 || row[0] !== ''));
      }),
      { numRuns: 2000 },
    );
  });

  test('agrees with csv-parse on any text, and counts lines as it does', () => {
    const piece = fc.constantFrom('a', 'b', ',', '"', '""', '\n', ' ', '李');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
        fc.array(fc.nat(), { maxLength: 4 }),
        (text, cuts) => {
          let theirs: { record: string[]; info: { lines: number } }[];
          try {
            theirs = parse(text, { info: true, relax_column_count: true, record_delimiter: '\n' }) as never;
          } catch {
            return; // Stray quotation marks: theirs is strict there, ours is lenient (see below).
          }
          const ours = split(text, ',', cuts);
          expect(ours.map((row) => row.cells)).toEqual(theirs.map((row) => row.record).filter((cells) => cells.length > 1 || cells[0] !== ''));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('a stray quotation mark is itself', () => {
    expect(split('x "y" z,"a" b,c""d\n').map((row) => row.cells)).toEqual([['x "y" z', '"a" b', 'c""d']]);
  });

  test('a row knows the line on which it ends; empty lines count', () => {
    expect(split('a\r\n\r\n"x\r\ny\nz",b\r\nc\rd', ',', [2, 3, 8]).map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a']],
      [5, ['x\r\ny\nz', 'b']],
      [6, ['c']],
      [7, ['d']],
    ]);
  });

  test('rows before a fault have been taken when it is raised, whatever came in one chunk with it', async () => {
    const taken: string[][] = [];
    const read = readCsv(Readable.from([Buffer.from('email\na@b.cd\n"b@b.cd\nc@b.cd\n')]), (row) => void taken.push(row.cells));
    await expect(read).rejects.toThrow('The row that begins on line 3 has no end');
    expect(taken).toEqual([['email'], ['a@b.cd']]);
  });

  test('ten megabytes are read within seconds', () => {
    const splitter = new CsvSplitter(',');
    const chunk = `${'person@example.com,"Person, Of Note",City,plan\n'.repeat(1300)}`;
    const began = performance.now();
    let rows = 0;
    for (let i = 0; i < 160; i++) for (const row of splitter.push(chunk)) rows += row.cells.length;
    expect(rows).toBe(160 * 1300 * 4);
    expect(performance.now() - began).toBeLessThan(5000);
    if (process.env.SLUICE_MEASURE) console.log(`${Math.round(performance.now() - began)} ms for ${rows / 4} rows`);
  });
});

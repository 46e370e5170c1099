import { textWidth } from './textWidth.js';

export type Cell = string | number;

/** Rows under a head, columns as wide as they need; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  const widths = head.map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ''))));
  const right = head.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const blanks = ' '.repeat(widths[column]! - textWidth(cell));
        return right[column] ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd();
  const [first, ...rest] = all;
  return [line(first!), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(line)].join('\n');
}

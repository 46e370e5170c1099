import { textWidth } from './textWidth.js';

const mostColumns = 80;

/** Breaks a line between words so that it fits a terminal of 80 columns; what follows the first line is indented. */
export function wrap(line: string, indent = '  '): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current.trim() !== '' && textWidth(longer) > mostColumns) {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}

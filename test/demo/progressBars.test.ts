import { describe, expect, test } from '@jest/globals';
import { type BarOptions, ProgressBars } from '../../demo/progressBars.js';
import { fit, textWidth } from '../../demo/textWidth.js';

function screen(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => void written.push(text), get text() { return written.join(''); } };
}
let at = 0;
const options = (env: BarOptions['env'] = {}): BarOptions => ({ env, clock: () => at });
const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');

describe('progress bars', () => {
  test.each(['Spring', '春季新品发布会通知全体客户', '👩‍👩‍👧‍👦 family', 'Ελένη', 'अनिता शर्मा', 'x'.repeat(60)])('of %s take 79 of 80 columns', (label) => {
    const terminal = screen(true);
    const bars = new ProgressBars(terminal, options());
    bars.show(label, { done: 1234, total: 10_000, note: '冻结 frozen by failures' });
    bars.end();
    for (const line of plain(terminal.text).split(/[\r\n]+/).filter(Boolean)) expect(textWidth(line)).toBe(79);
  });

  test.each([20, 40, 60, 200])('never wrap on a terminal of %i columns', (columns) => {
    const terminal = screen(true, columns);
    const bars = new ProgressBars(terminal, options());
    bars.show('春季新品 and more', { done: 12_345, total: 1_000_000, note: 'waiting' });
    bars.end();
    for (const line of plain(terminal.text).split(/[\r\n]+/).filter(Boolean)) expect(textWidth(line)).toBeLessThan(Math.min(columns, 80));
  });

  test('are redrawn in place, below what is said', () => {
    const terminal = screen(true);
    const bars = new ProgressBars(terminal, options({ NO_COLOR: '1' }));
    at = 0;
    bars.show('one', { done: 0, total: 10 });
    at = 1000;
    bars.show('two', { done: 5, total: 10 });
    bars.say('half-way');
    expect(terminal.written.slice(-2)[0]).toBe('\u001b[2A\r\u001b[Jhalf-way\n');
    at = 2000;
    bars.show('one', { done: 10, total: 10 });
    expect(terminal.written.slice(-2)[0]).toBe('\u001b[2A\r\u001b[J');
    expect(terminal.written.slice(-1)[0]).toMatch(/^one +\[#+\] 100% 10\/10 5\/s\ntwo +\[#+-+\] {2}50% 5\/10/);
    bars.end();
  });

  test('are drawn at most ten times a second, the last state always', () => {
    const terminal = screen(true);
    const bars = new ProgressBars(terminal, options());
    at = 0;
    for (let done = 0; done <= 1000; done++) bars.show('fast', { done, total: 1000 });
    expect(terminal.written.length).toBeLessThan(5);
    bars.end();
    expect(plain(terminal.text)).toContain('100% 1,000/1,000');
  });

  test('without a terminal are plain lines, a dozen at most for a quick run', () => {
    const pipe = screen(false);
    const bars = new ProgressBars(pipe, options());
    at = 0;
    for (let done = 0; done <= 1000; done++) bars.show('task', { done, total: 1000 });
    bars.say('done');
    bars.end();
    expect(pipe.text).not.toContain('\u001b');
    expect(pipe.text.split('\n').filter((line) => line.startsWith('task'))).toHaveLength(11);
    expect(pipe.text).toMatch(/^task: 0% 0\/1,000\n/);
    expect(pipe.text.endsWith('task: 100% 1,000/1,000\ndone\n')).toBe(true);
  });

  test('without a terminal say every five seconds that they stand still', () => {
    const pipe = screen(false);
    const bars = new ProgressBars(pipe, options());
    for (at = 0; at <= 20_000; at += 500) bars.show('task', { done: 1, total: 100, note: 'frozen' });
    expect(pipe.text.split('\n').filter((line) => line.includes('frozen'))).toHaveLength(5);
  });

  test('have no colour with NO_COLOR, and colour without it or with it empty', () => {
    const drawn = (env: BarOptions['env']): string => {
      const terminal = screen(true);
      const bars = new ProgressBars(terminal, options(env));
      bars.show('x', { done: 1, total: 2 });
      bars.end();
      return terminal.text;
    };
    expect(drawn({ NO_COLOR: '1' })).not.toMatch(/\u001b\[\d+m/);
    expect(drawn({})).toMatch(/\u001b\[32m/);
    expect(drawn({ NO_COLOR: '' })).toMatch(/\u001b\[32m/);
    expect(drawn({ TERM: 'dumb' })).not.toContain('\u001b');
  });

  test('do not obey what a label or a note says to the terminal', () => {
    const terminal = screen(true);
    const bars = new ProgressBars(terminal, options({ NO_COLOR: '1' }));
    bars.show('a\u001b[2Jb\n', { done: 0, total: 0, note: '\u001b]0;title\u0007' });
    bars.end();
    expect(terminal.text).not.toContain('\u001b[2J');
    expect(terminal.text).not.toContain('\u001b]');
    expect(terminal.text).toContain('100% 0/0');
  });
});

describe('widths', () => {
  test.each<[string, number]>([['abc', 3], ['春茶', 4], ['e\u0301', 1], ['👩‍👩‍👧‍👦', 2], ['가나', 4], ['ｱ', 1], ['Ａ', 2], ['❤️', 2], ['', 0], ['अनिता', 3]])('%s takes %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('a text is cut between characters, never through one', () => {
    expect(fit('春茶到货', 6)).toBe('春茶… ');
    expect(fit('春茶', 6)).toBe('春茶  ');
    for (let columns = 1; columns < 12; columns++) expect(textWidth(fit('a春b茶👍c', columns))).toBe(columns);
  });
});

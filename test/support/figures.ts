import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from '../../src/metrics/Metrics.js';

/** The text of /metrics as a map: 'sluice_lanes{state="open"}' → 3. */
export function parseFigures(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

export const figuresOf = async (metrics: Metrics): Promise<Map<string, number>> => parseFigures(await metrics.read());

/** The sum over all series of a name whose labels hold what is given. */
export function sumOf(figures: Map<string, number>, name: string, labels: Record<string, string> = {}): number {
  let sum = 0;
  for (const [series, value] of figures) {
    if (series.split('{')[0] === name && Object.entries(labels).every(([key, text]) => series.includes(`${key}="${text}"`))) sum += value;
  }
  return sum;
}

/** Reads until it holds, which is waited for 20 s. */
export async function figuresWhen(read: () => Promise<Map<string, number>>, holds: (figures: Map<string, number>) => boolean): Promise<Map<string, number>> {
  for (const began = performance.now(); ; await sleep(20)) {
    const figures = await read();
    if (holds(figures)) return figures;
    if (performance.now() - began > 20_000) throw new Error(`The figures never became so:\n${[...figures].map(([series, value]) => `${series} ${value}`).filter((line) => line.startsWith('sluice') && !line.includes('bucket')).join('\n')}`);
  }
}

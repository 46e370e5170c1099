import { machine, round } from './measure.js';

/** What a bench answers; --json prints it as one object. */
export interface Figures {
  name: string;
  figure: number;
  unit: string;
  /** What the same machine does without Sluice, in the same unit; null where there is no such thing. */
  limit: number | null;
  ratio: number | null;
  aim: string;
  /** null: the aim is a report. */
  met: boolean | null;
  size: number;
  [more: string]: unknown;
}

export interface BenchOptions {
  /** null: the full size. */
  size: number | null;
  /** How long, where that can be chosen; null: as it is. */
  seconds?: number | null;
  profileDir: string | null;
  note: (line: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<Figures>;

export const withMachine = (figures: Figures, seconds: number): Figures => ({ ...figures, machine: machine(), tookSeconds: Math.round(seconds) });

export function print(figures: Figures): void {
  const { name, figure, unit, limit, ratio, aim, met, size, ...more } = figures;
  console.log(`\n${name}: ${figure} ${unit}${limit === null ? '' : ` of ${limit}`}${ratio === null ? '' : ` (ratio ${ratio})`}, size ${size}`);
  console.log(`aim: ${aim}: ${met === null ? 'reported' : met ? 'met' : 'MISSED'}`);
  for (const [key, value] of Object.entries(more)) console.log(`  ${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
}

/** Microseconds of CPU a mail, of each part. */
export const perMail = (cpu: Record<string, number>, mails: number): Record<string, number> =>
  Object.fromEntries(Object.entries(cpu).filter(([part]) => part !== 'elsewhere').map(([part, seconds]) => [part, round((seconds * 1e6) / mails, 1)]));

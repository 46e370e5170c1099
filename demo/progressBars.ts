import { fit, printable, textWidth } from './textWidth.js';

export interface Progress {
  done: number;
  total: number;
  /** A word or two behind the figures: "frozen", "waiting for the pace". */
  note?: string;
}

/** What is needed of process.stdout. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface BarOptions {
  env?: Record<string, string | undefined>;
  /** Milliseconds on a clock that only goes forward. */
  clock?: () => number;
}

const REDRAW_MS = 100;
const PLAIN_MS = 5_000;
const MOST_COLUMNS = 80;
const LABEL = 22;

interface Bar extends Progress {
  label: string;
  /** For the rate: where it stood when it was first shown. */
  beganAt: number;
  beganWith: number;
  endedAt: number | null;
  /** Without a terminal: what was printed last. */
  printedAt: number;
  printedTenth: number;
}

/**
 * Bars that are redrawn in place on a terminal; elsewhere a plain line for each tenth of the way, at the latest every five seconds.
 * Bars are "#" and "-": block characters are two columns wide in some East Asian terminals.
 */
export class ProgressBars {
  readonly #live: boolean;
  readonly #coloured: boolean;
  readonly #clock: () => number;
  readonly #bars = new Map<string, Bar>();
  #drawn = 0;
  #drawnAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly screen: Screen,
    { env = process.env, clock = () => performance.now() }: BarOptions = {},
  ) {
    this.#live = screen.isTTY === true && env['TERM'] !== 'dumb';
    this.#coloured = this.#live && !env['NO_COLOR'];
    this.#clock = clock;
  }

  /** Adds a bar or moves it. */
  show(label: string, progress: Progress): void {
    const now = this.#clock();
    const bar = this.#bars.get(label) ?? { label: printable(label), ...progress, beganAt: now, beganWith: progress.done, endedAt: null, printedAt: -Infinity, printedTenth: -1 };
    Object.assign(bar, { note: undefined }, progress);
    bar.endedAt = bar.done >= bar.total ? (bar.endedAt ?? now) : null;
    this.#bars.set(label, bar);
    if (this.#live) this.#redrawSoon();
    else this.#printWhenDue(bar, now);
  }

  /** A line that stays, above the bars. */
  say(line: string): void {
    if (!this.#live) return void this.screen.write(`${line}\n`);
    this.screen.write(`${this.#up()}${line}\n`);
    this.#draw();
  }

  /** Draws the last state, lets the bars stand and begins anew below them. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#live && this.#bars.size > 0) {
      this.screen.write(this.#up());
      this.#draw();
    } else if (!this.#live) for (const bar of this.#bars.values()) if (bar.printedTenth !== tenth(bar)) this.#print(bar, this.#clock());
    this.#bars.clear();
    this.#drawn = 0;
  }

  #redrawSoon(): void {
    if (this.#timer !== null) return;
    const wait = this.#drawnAt + REDRAW_MS - this.#clock();
    if (wait <= 0) return this.#redraw();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#redraw();
    }, wait);
  }

  #redraw(): void {
    this.screen.write(this.#up());
    this.#draw();
  }

  /** To the first bar, clearing from there on: a line said in between cannot leave anything behind. */
  #up(): string {
    return this.#drawn === 0 ? '' : `\u001b[${this.#drawn}A\r\u001b[J`;
  }

  #draw(): void {
    // One column less than there is: in the last one some terminals wrap.
    const columns = Math.max(8, Math.min(MOST_COLUMNS, this.screen.columns ?? MOST_COLUMNS) - 1);
    const lines = [...this.#bars.values()].map((bar) => this.#line(bar, columns));
    this.screen.write(lines.map((line) => `${line}\n`).join(''));
    this.#drawn = lines.length;
    this.#drawnAt = this.#clock();
  }

  #line(bar: Bar, columns: number): string {
    const figures = ` ${percent(bar)} ${this.#figures(bar)}`;
    const label = fit(bar.label, Math.min(LABEL, Math.max(6, columns - 10)));
    const room = columns - textWidth(label) - textWidth(figures) - 3;
    if (room < 4) return fit(label + figures, columns);
    const full = Math.round(room * share(bar));
    const drawn = `[${this.#colour(32, '#'.repeat(full))}${this.#colour(90, '-'.repeat(room - full))}]`;
    return `${label} ${drawn}${figures}`;
  }

  #figures(bar: Bar): string {
    const seconds = ((bar.endedAt ?? this.#clock()) - bar.beganAt) / 1000;
    const rate = seconds >= 0.2 ? ` ${grouped(Math.round((bar.done - bar.beganWith) / seconds))}/s` : '';
    const note = bar.note ? ` ${fit(printable(bar.note), Math.min(textWidth(bar.note), 16))}` : '';
    return `${grouped(bar.done)}/${grouped(bar.total)}${rate}${note}`;
  }

  #colour(code: number, text: string): string {
    return this.#coloured && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  }

  #printWhenDue(bar: Bar, now: number): void {
    if (tenth(bar) !== bar.printedTenth || now - bar.printedAt >= PLAIN_MS) this.#print(bar, now);
  }

  #print(bar: Bar, now: number): void {
    bar.printedAt = now;
    bar.printedTenth = tenth(bar);
    this.screen.write(`${bar.label}: ${percent(bar).trim()} ${this.#figures(bar)}\n`);
  }
}

const share = ({ done, total }: Progress): number => (total <= 0 ? 1 : Math.min(1, Math.max(0, done / total)));
/** Rounded down: 100 % means all. */
const percent = (bar: Progress): string => `${String(Math.floor(share(bar) * 100)).padStart(3)}%`;
const tenth = (bar: Progress): number => Math.floor(share(bar) * 10);
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

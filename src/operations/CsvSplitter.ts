import { Refusal } from '../errors.js';

export interface CsvRow {
  /** On which it ends, counted from 1: no two rows end on one line. */
  line: number;
  cells: string[];
}

/** A row beyond this is a quotation mark that was never closed, in all likelihood; without a limit it would take the whole file into memory. */
const LONGEST_ROW = 65_536;
const [QUOTE, CR, LF] = ['"', '\r', '\n'].map((character) => character.charCodeAt(0));

const enum Inside {
  /** At the first character of a cell. */
  Start,
  Plain,
  Quoted,
  /** Behind a quotation mark in a quoted cell: its end, or the first of two. */
  AfterQuote,
}

/**
 * Cuts text into the rows of a CSV file (RFC 4180), as it arrives: any line ends, cells in quotes, quotation marks doubled inside them; a
 * cell that goes on behind its closing quote is taken as it stands. Ours, because csv-parse loses the rows it has read of a chunk when an
 * error follows in it, and cannot say on which line a row began that has no end; it is the measure in our tests.
 */
export class CsvSplitter {
  private readonly delimiter: number;
  /** From the first character of the unfinished cell. */
  private text = '';
  private at = 0;
  private cells: string[] = [];
  private inside: Inside = Inside.Start;
  private line = 1;
  private beganOn = 1;
  private rowLength = 0;
  private wasCr = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  *push(text: string): Generator<CsvRow> {
    this.text += text;
    while (this.at < this.text.length) {
      const row = this.step(this.text.charCodeAt(this.at));
      if (row) yield row;
    }
    if (this.rowLength + this.at > LONGEST_ROW) throw this.endless();
  }

  *end(): Generator<CsvRow> {
    if (this.inside === Inside.Quoted) throw this.endless();
    if (this.cells.length > 0 || this.inside !== Inside.Start) {
      this.endCell();
      const row = this.endRow();
      if (row) yield row;
    }
  }

  private step(code: number): CsvRow | null {
    if (this.wasCr) {
      this.wasCr = false;
      if (code === LF) return this.skip();
    }
    if (this.inside === Inside.Quoted) {
      if (code === QUOTE) this.inside = Inside.AfterQuote;
      else this.countLine(code);
      this.at++;
      return null;
    }
    if (code === this.delimiter) {
      this.endCell();
      return null;
    }
    if (code === LF || code === CR) {
      this.endCell();
      const row = this.endRow();
      this.wasCr = code === CR;
      return row;
    }
    if (code === QUOTE && (this.inside === Inside.Start || this.inside === Inside.AfterQuote)) this.inside = Inside.Quoted;
    else this.inside = Inside.Plain;
    this.at++;
    return null;
  }

  /** The second half of CR LF. */
  private skip(): null {
    if (this.inside === Inside.Start) this.text = this.text.slice(this.at + 1);
    else this.at++;
    if (this.inside === Inside.Start) this.at = 0;
    return null;
  }

  /** CR LF is one line end; in a quoted cell too. */
  private countLine(code: number): void {
    if (code === CR) this.wasCr = true;
    if (code === CR || code === LF) this.line++;
  }

  /** Ends the cell before the present character and steps over it. */
  private endCell(): void {
    const raw = this.text.slice(0, this.at);
    this.cells.push(this.inside === Inside.AfterQuote ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    this.rowLength += this.at + 1;
    if (this.rowLength > LONGEST_ROW) throw this.endless();
    this.text = this.text.slice(this.at + 1);
    this.at = 0;
    this.inside = Inside.Start;
  }

  /** Empty lines are no rows. */
  private endRow(): CsvRow | null {
    const { cells, line } = this;
    this.cells = [];
    this.rowLength = 0;
    this.line++;
    this.beganOn = this.line;
    return cells.length === 1 && cells[0] === '' ? null : { line, cells };
  }

  private endless(): Refusal {
    return new Refusal(
      'INVALID',
      `The row that begins on line ${this.beganOn} has no end: a quotation mark is not closed, or it is longer than ${LONGEST_ROW / 1024} KB.`,
    );
  }
}

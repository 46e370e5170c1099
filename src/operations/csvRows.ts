import { TextDecoder } from 'node:util';
import { Refusal } from '../errors.js';
import { CsvSplitter, type CsvRow } from './CsvSplitter.js';

const delimiters = [',', ';', '\t', '|'] as const;
const LONGEST_FIRST_LINE = 65_536;

/**
 * Reads a CSV file as it arrives: UTF-8 with or without a BOM; the delimiter is the one its first line has most of. `take` is given row
 * after row, the first line first, and holds the source back while it works. A fault of the file is a Refusal, raised when every row
 * before it has been taken.
 */
export async function readCsv(source: AsyncIterable<Buffer> | NodeJS.ReadableStream, take: (row: CsvRow) => Promise<void> | void): Promise<void> {
  const file = new CsvFile();
  for await (const chunk of source) await takeAll(file.read(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)), take);
  await takeAll(file.end(), take);
}

async function takeAll(rows: Iterable<CsvRow>, take: (row: CsvRow) => Promise<void> | void): Promise<void> {
  for (const row of rows) {
    const taken = take(row);
    if (taken) await taken;
  }
}

class CsvFile {
  /** Guessing another encoding would spoil names without a word. It takes the BOM away. */
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private bytes = 0;
  /** Text that waits until the first line is whole. */
  private begin = '';
  private splitter: CsvSplitter | null = null;

  read(chunk: Buffer): Iterable<CsvRow> {
    if (this.bytes === 0) refuseOtherFormats(chunk);
    const text = this.decode(chunk);
    this.bytes += chunk.length;
    if (this.splitter) return this.splitter.push(text);
    this.begin += text;
    if (!/[\r\n]/.test(this.begin) && this.begin.length < LONGEST_FIRST_LINE) return [];
    return this.open().push(this.begin);
  }

  *end(): Iterable<CsvRow> {
    this.decode();
    if (!this.splitter) yield* this.open().push(this.begin);
    yield* this.splitter!.end();
  }

  private open(): CsvSplitter {
    return (this.splitter = new CsvSplitter(delimiterOf(this.begin)));
  }

  private decode(chunk?: Buffer): string {
    try {
      return this.decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new Refusal('INVALID', `The file is not UTF-8 (after byte ${this.bytes}). Save it as "CSV UTF-8".`);
    }
  }
}

function delimiterOf(begin: string): string {
  const outside = begin.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)[0]!;
  const count = (delimiter: string): number => outside.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** What people most often have instead of CSV, by its first two bytes. */
function refuseOtherFormats(chunk: Buffer): void {
  const first = chunk.subarray(0, 2).toString('latin1');
  if (first === 'ÿþ' || first === 'þÿ') throw new Refusal('INVALID', 'The file is UTF-16, not UTF-8. Save it as "CSV UTF-8".');
  if (first === 'PK') throw new Refusal('INVALID', 'The file is a workbook or an archive, not CSV. Save it as "CSV UTF-8".');
}

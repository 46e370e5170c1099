import { type People, peoples } from './names.js';

export type BadReason = 'EMAIL_MISSING' | 'EMAIL_INVALID' | 'COLUMN_COUNT' | 'CONTROL_CHARACTERS' | 'TOO_LONG' | 'DUPLICATE';

export interface ContactsFile {
  /** UTF-8 with a BOM, CRLF. */
  csv: Buffer;
  /** Rows below the header. */
  rows: number;
  /** The addresses an import keeps, each once, as they must be mailed (domain in A-labels, lower case), in the order of the file. */
  addresses: string[];
  /** Rows an import refuses: the line on which the row ends, from 1, and why. */
  rejections: { line: number; reason: BadReason }[];
  rejectedByReason: Record<BadReason, number>;
  /** One address for each script, to look a mail up by. */
  addressByScript: Record<string, string>;
}

/**
 * A CSV file as people send them: names in ten scripts, cells with commas, quotation marks and line breaks, addresses twice and in other
 * case, bad rows of a dozen kinds. The same seed and number give the same bytes. What an import must make of it is reckoned here while
 * writing, without any code of the importer: it is the measure for it.
 */
export function generateContacts({ contacts = 10_000, seed = 1, label = 'c' } = {}): ContactsFile {
  const file = new Writer();
  const random = mulberry32(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const good: string[] = [];
  const addressByScript: Record<string, string> = {};

  for (let number = 1; number <= contacts; number++) {
    const people = peoples[number % peoples.length]!;
    const person = personOf(people, pick);
    const [written, kept] = addressOf(`${person.ascii}.${label}${number}`, pick);
    file.row([written, nicknameOf(person.shown, number), pick(people.cities), pick(plans), tagsOf(random, pick), number % 97 === 0 ? NOTE : '']);
    good.push(kept);
    addressByScript[people.script] ??= kept;
    // One row in a hundred is an address again, one in a hundred is bad in one of the ways below, in turn.
    if (number % 100 === 50) file.bad('DUPLICATE', [again(pick(good), number), 'Twice', pick(people.cities), 'free', '', '']);
    if (number % 100 === 99) bads[Math.floor(number / 100) % bads.length]!(file, number);
  }
  const rejectedByReason: Record<BadReason, number> = { EMAIL_MISSING: 0, EMAIL_INVALID: 0, COLUMN_COUNT: 0, CONTROL_CHARACTERS: 0, TOO_LONG: 0, DUPLICATE: 0 };
  for (const { reason } of file.rejections) rejectedByReason[reason]++;
  return { csv: file.bytes(), rows: file.rows, addresses: good, rejections: file.rejections, rejectedByReason, addressByScript };
}

const plans = ['free', 'team', 'business', 'Enterprise, yearly'] as const;
const tags = ['newsletter', 'tea', 'customer', 'früher Vogel', '老客户', 'beta'] as const;
const domains = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example'] as const;
const NOTE = 'met at the fair,\r\nasked for a "sample"';

/** Ways to be bad, each as it is seen in files of people. */
const bads: readonly ((file: Writer, number: number) => void)[] = [
  (file) => file.bad('EMAIL_MISSING', ['', 'Nobody', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`no-at-sign-${n}.example.com`, 'No At', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`two@signs${n}@example.com`, 'Two At', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`white space${n}@example.com`, 'Space', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`${'long'.repeat(20)}${n}@example.com`, 'Long local part', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`a${n}@${`${'d'.repeat(60)}.`.repeat(5)}example`, 'Long domain', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`dots..${n}@example.com`, 'Dots', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`someone${n}@localhost`, 'No dot', 'London', 'free', '', '']),
  (file, n) => file.bad('EMAIL_INVALID', [`nul\0${n}@example.com`, 'NUL in the address', 'London', 'free', '', '']),
  (file, n) => file.raw('COLUMN_COUNT', `comma${n}@example.com,Washington, George,Washington, D.C.,free,tea,met at the fair`),
  (file, n) => file.bad('CONTROL_CHARACTERS', [`nul${n}@example.com`, 'Mal\0lory', 'London', 'free', '', '']),
  (file, n) => file.bad('CONTROL_CHARACTERS', [`bell${n}@example.com`, 'Bell\u0007a', 'London', 'free', '', '']),
  (file, n) => file.bad('TOO_LONG', [`name${n}@example.com`, 'Very '.repeat(60), 'London', 'free', '', '']),
];

function personOf(people: People, pick: <T>(from: readonly T[]) => T): { shown: string; ascii: string } {
  const [first, firstAscii] = pick(people.first);
  const [second, secondAscii] = pick(people.second);
  return { shown: first + people.between + second, ascii: `${firstAscii}.${secondAscii}` };
}

/** As written in the file, and as it is kept: some write in capitals, some have a domain beyond ASCII. The number makes each one different. */
function addressOf(local: string, pick: <T>(from: readonly T[]) => T): [written: string, kept: string] {
  if (local.endsWith('7')) return [`${local}@bücher.example`, `${local}@xn--bcher-kva.example`];
  const domain = pick(domains);
  if (local.endsWith('33')) return [`  ${local}@${domain.toUpperCase()} `, `${local}@${domain}`];
  return [`${local}@${domain}`, `${local}@${domain}`];
}

/** The same address as somebody else would write it. */
const again = (address: string, number: number): string => [address, address.toUpperCase(), ` ${address} `][Math.floor(number / 100) % 3]!;

const nicknameOf = (name: string, number: number): string => (number % 41 === 0 ? `${name} "the ${number}th", Esq.` : name);

const tagsOf = (random: () => number, pick: <T>(from: readonly T[]) => T): string => [...new Set(Array.from({ length: Math.floor(random() * 4) }, () => pick(tags)))].join(';');

/** Writes rows and counts lines. */
class Writer {
  rows = 0;
  readonly rejections: { line: number; reason: BadReason }[] = [];
  #line = 1;
  readonly #text: string[] = ['\ufeffemail,nickname,city,plan,tags,note\r\n'];

  row(cells: readonly string[]): void {
    this.#write(cells.map(quoted).join(','));
  }

  bad(reason: BadReason, cells: readonly string[]): void {
    this.raw(reason, cells.map(quoted).join(','));
  }

  raw(reason: BadReason, row: string): void {
    this.#write(row);
    this.rejections.push({ line: this.#line, reason });
  }

  bytes(): Buffer {
    return Buffer.from(this.#text.join(''), 'utf8');
  }

  #write(row: string): void {
    this.rows++;
    this.#line += row.split('\r\n').length;
    this.#text.push(`${row}\r\n`);
  }
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Small, fast, the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import { describe, expect, test } from '@jest/globals';
import { type ContactsFile, generateContacts } from '../../demo/contacts.js';
import { type ContactColumns, findColumns, readContact } from '../../src/operations/contactColumns.js';
import { readCsv } from '../../src/operations/csvRows.js';

/** What the importer's own reading makes of the file, short of the database. */
async function read(file: ContactsFile): Promise<{ rows: number; addresses: string[]; rejections: { line: number; reason: string }[]; nicknames: string[] }> {
  const result = { rows: 0, addresses: [] as string[], rejections: [] as { line: number; reason: string }[], nicknames: [] as string[] };
  const seen = new Set<string>();
  let columns: ContactColumns | null = null;
  const chunks = (async function* () {
    for (let at = 0; at < file.csv.length; at += 1000) yield file.csv.subarray(at, at + 1000);
  })();
  await readCsv(chunks, ({ line, cells }) => {
    if (columns === null) return void (columns = findColumns(cells));
    result.rows++;
    const row = readContact(columns, cells);
    if ('reason' in row) result.rejections.push({ line, reason: row.reason });
    else if (seen.has(row.email.toLowerCase())) result.rejections.push({ line, reason: 'DUPLICATE' });
    else {
      seen.add(row.email.toLowerCase());
      result.addresses.push(row.email);
      result.nicknames.push(row.nickname ?? '');
    }
  });
  return result;
}

describe('E5 the contacts of the demonstration', () => {
  const file = generateContacts();

  test('are 10,000 and give exactly what the file says an import must make of it, line by line', async () => {
    const imported = await read(file);
    expect(imported.addresses).toEqual(file.addresses);
    expect(imported.rejections).toEqual(file.rejections);
    expect(imported.rows).toBe(file.rows);
    expect(new Set(file.addresses.map((address) => address.toLowerCase())).size).toBe(10_000);
    expect(file.rows).toBe(10_000 + file.rejections.length);
  });

  test('have every kind of bad row', () => {
    expect(file.rejectedByReason.DUPLICATE).toBe(100);
    for (const [reason, count] of Object.entries(file.rejectedByReason)) expect([reason, count > 0]).toEqual([reason, true]);
    expect(Object.values(file.rejectedByReason).reduce((sum, count) => sum + count)).toBe(file.rejections.length);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(generateContacts().csv.equals(file.csv)).toBe(true);
    expect(generateContacts({ seed: 2 }).csv.equals(file.csv)).toBe(false);
    const [one, other] = [generateContacts({ label: 'a', contacts: 500 }), generateContacts({ label: 'b', contacts: 500 })];
    expect(one.addresses.filter((address) => other.addresses.includes(address))).toEqual([]);
  });

  test('look as files do: a BOM, CRLF, commas and quotation marks in quotes, a line break in a cell', () => {
    const text = file.csv.toString('utf8');
    expect(text.startsWith('\ufeffemail,nickname,city,plan,tags,note\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toContain('"Washington, D.C."');
    expect(text).toContain('""the 41th""');
    expect(text).toContain('fair,\r\nasked');
  });

  test('have names in ten scripts', async () => {
    const { nicknames } = await read(file);
    for (const script of ['Latin', 'Han', 'Cyrillic', 'Arabic', 'Greek', 'Devanagari', 'Hiragana', 'Katakana', 'Hangul', 'Hebrew']) expect([script, nicknames.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))]).toEqual([script, true]);
    expect(Object.keys(file.addressByScript)).toHaveLength(10);
    for (const address of Object.values(file.addressByScript)) expect(file.addresses).toContain(address);
  });
});

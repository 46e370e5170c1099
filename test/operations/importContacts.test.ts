import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { importContacts, type ImportResult } from '../../src/operations/importContacts.js';
import { newUploadToken, startImport, uploadHash } from '../../src/operations/startImport.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

describe('importing contacts from CSV (E5)', () => {
  const db = testDatabase();
  const world = new World(db);

  async function announced(user: string, tagNames: string[] = []): Promise<{ id: string; token: string }> {
    const [id, token] = [v7(), newUploadToken()];
    await world.sql(
      `INSERT INTO contact_imports (id, user_id, file_name, state, tag_names, upload_hash, created_at) VALUES ($1, $2, 'people.csv', 'WAITING', $3, $4, now())`,
      [id, user, tagNames, uploadHash(token)],
    );
    return { id, token };
  }

  async function run(source: Readable, user: string, tagNames: string[] = []): Promise<ImportResult & { id: string }> {
    const { id, token } = await announced(user, tagNames);
    const client = await db.pool.connect();
    try {
      return { id, ...(await importContacts(client, (await startImport(client, token))!, source)) };
    } finally {
      client.release(true);
    }
  }

  const bytes = (text: string | Buffer, size = 13): Readable => {
    const buffer = Buffer.from(text as string);
    return Readable.from(Array.from({ length: Math.ceil(buffer.length / size) }, (_, i) => buffer.subarray(i * size, (i + 1) * size)));
  };
  const contacts = (user: string) =>
    world.sql<{ email: string; nickname: string | null; attributes: object; tags: string[] }>(
      `SELECT email, nickname, attributes, ARRAY(SELECT t.name FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id WHERE ct.contact_id = c.id ORDER BY t.name COLLATE "C") AS tags FROM contacts c WHERE user_id = $1 ORDER BY lower(email)`,
      [user],
    );
  const rejections = (id: string) =>
    world.sql<{ line: number; reason: string; value: string }>('SELECT line, reason, value FROM contact_import_rejections WHERE import_id = $1 ORDER BY line', [
      id,
    ]);

  test('reads BOM, CRLF, quotes, several scripts and blank lines, byte by byte', async () => {
    const user = await world.user(0);
    const csv =
      '\ufeffE-Mail,Name,City,标签\r\nli@example.com,李明,"Hangzhou, Zhejiang",新;老\r\n\r\n"OLGA@Example.com","Ольга ""Оля""","line one\r\nline two",\r\nana@münchen.de,,,new|新\r\n';
    const result = await run(bytes(csv, 1), user, ['autumn']);
    expect(result).toMatchObject({ state: 'COMPLETED', failure: null, rowsRead: 3, created: 3, updated: 0, rejected: 0 });
    expect(await contacts(user)).toEqual([
      { email: 'ana@xn--mnchen-3ya.de', nickname: null, attributes: {}, tags: ['autumn', 'new', '新'] },
      { email: 'li@example.com', nickname: '李明', attributes: { City: 'Hangzhou, Zhejiang' }, tags: ['autumn', '新', '老'] },
      { email: 'OLGA@example.com', nickname: 'Ольга "Оля"', attributes: { City: 'line one\r\nline two' }, tags: ['autumn'] },
    ]);
  });

  test.each([[','], [';'], ['\t'], ['|']])('finds the delimiter %j by the first line', async (delimiter) => {
    const user = await world.user(0);
    await run(bytes(['email', '"a,b;c"', 'city'].join(delimiter) + '\n' + ['a@b.cd', '"1,2;3|4\t5"', 'x'].join(delimiter)), user);
    expect(await contacts(user)).toMatchObject([{ email: 'a@b.cd', attributes: { 'a,b;c': '1,2;3|4\t5', city: 'x' } }]);
  });

  test('reports every bad row with line and reason and imports the others', async () => {
    const user = await world.user(0);
    const csv = [
      'email,nickname,tags,x',
      'good@example.com,Good,,',
      'bad@@example.com,,,',
      ',nobody,,',
      'GOOD@example.com,Again,,',
      'a@example.com,"two\nlines",,',
      'b@example.com,c,d,e,f,g',
      `c@example.com,${'n'.repeat(201)},,`,
      'd@example.com,bell\u0007,,',
      `e@example.com,,${Array.from({ length: 51 }, (_, i) => `t${i}`).join(';')},`,
      'short@example.com',
      `long-${'x'.repeat(300)}`,
    ].join('\n');
    const result = await run(bytes(csv), user);
    expect(result).toMatchObject({ state: 'COMPLETED', rowsRead: 11, created: 3, updated: 0, rejected: 8 });
    expect(await rejections(result.id)).toEqual([
      { line: 3, reason: 'EMAIL_INVALID', value: 'bad@@example.com' },
      { line: 4, reason: 'EMAIL_MISSING', value: '' },
      { line: 5, reason: 'DUPLICATE', value: 'GOOD@example.com' },
      { line: 8, reason: 'COLUMN_COUNT', value: 'b@example.com | c | d | e | f | g' },
      { line: 9, reason: 'TOO_LONG', value: `${'n'.repeat(199)}…` },
      { line: 10, reason: 'CONTROL_CHARACTERS', value: 'bell ' },
      { line: 11, reason: 'TOO_MANY_TAGS', value: expect.stringMatching(/^t0;t1;/) },
      { line: 13, reason: 'EMAIL_INVALID', value: expect.stringMatching(/^long-x+…$/) },
    ]);
    expect((await contacts(user)).map((contact) => [contact.email, contact.nickname])).toEqual([
      ['a@example.com', 'two lines'],
      ['good@example.com', 'Good'],
      ['short@example.com', null],
    ]);
  });

  test('a second import updates: what a row leaves out stays', async () => {
    const user = await world.user(0);
    await run(bytes('email,name,city,plan\na@b.cd,Ann,Rome,free\nb@b.cd,Bob,,'), user, ['Old']);
    expect(await run(bytes('email,name,city\nA@B.cd,,Oslo\nc@b.cd,Cid,'), user, ['old', 'new'])).toMatchObject({ created: 1, updated: 1 });
    expect(await contacts(user)).toEqual([
      { email: 'a@b.cd', nickname: 'Ann', attributes: { city: 'Oslo', plan: 'free' }, tags: ['Old', 'new'] },
      { email: 'b@b.cd', nickname: 'Bob', attributes: {}, tags: ['Old'] },
      { email: 'c@b.cd', nickname: 'Cid', attributes: {}, tags: ['Old', 'new'] },
    ]);
  });

  test('a CSV without an e-mail column is refused with the columns it has, and nothing is imported', async () => {
    const user = await world.user(0);
    expect(await run(bytes('Vorname;Nachname;Ort\nAnn;Lee;Rome\n'), user)).toMatchObject({
      state: 'FAILED',
      created: 0,
      failure: 'The file has no e-mail column. The columns in its first line are: "Vorname", "Nachname", "Ort".',
    });
    expect(await contacts(user)).toEqual([]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['an empty file', '', /is empty/],
    ['only a BOM', '\ufeff', /is empty/],
    ['Latin-1', Buffer.from('email,name\na@b.cd,Jürgen\n', 'latin1'), /not UTF-8 \(after byte \d+\)/],
    ['GB18030', Buffer.from([...Buffer.from('email,name\na@b.cd,'), 0xc0, 0xee, 0xc3, 0xf7]), /not UTF-8/],
    ['UTF-16', Buffer.from('\ufeffemail\na@b.cd', 'utf16le'), /UTF-16/],
    ['a workbook', Buffer.from('PK\x03\x04....'), /not CSV/],
    ['a character cut off at the end', Buffer.from([...Buffer.from('email,name\na@b.cd,'), 0xe6, 0x9d]), /not UTF-8/],
    ['a column that appears twice', 'email,city,city\na@b.cd,x,y', /"city" appears twice/],
    ['a quotation mark that is never closed', 'email,name\na@b.cd,Ann\nb@b.cd,"Bob\nc@b.cd,Cid\n', /begins on line 3 has no end/],
    ['a row without end', `email,name\na@b.cd,${'x'.repeat(200_000)}`, /begins on line 2 has no end/],
  ])('%s fails clearly', async (_what, csv, failure) => {
    const result = await run(bytes(csv, 1000), await world.user(0));
    expect(result).toMatchObject({ state: 'FAILED', failure: expect.stringMatching(failure) });
  });

  test('an upload that breaks off keeps what was read and says so', async () => {
    const user = await world.user(0);
    async function* broken() {
      yield Buffer.from('email\n' + Array.from({ length: 1500 }, (_, i) => `a${i}@b.cd\n`).join(''));
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    }
    const result = await run(Readable.from(broken()), user);
    expect(result).toMatchObject({ state: 'FAILED', failure: 'The upload broke off. The rows read until then are imported.', created: result.rowsRead });
    expect((await contacts(user)).length).toBe(result.created);
    expect(result.created).toBeGreaterThanOrEqual(1000);
  });

  test('a token is used up by the first upload', async () => {
    const { token } = await announced(await world.user(0));
    const clients = await Promise.all([db.pool.connect(), db.pool.connect()]);
    try {
      const started = await Promise.all(clients.map((client) => startImport(client, token)));
      expect(started.filter(Boolean)).toHaveLength(1);
      expect(await startImport(clients[0]!, newUploadToken())).toBeNull();
    } finally {
      clients.forEach((client) => client.release(true));
    }
  });

  test('two imports of the same people at once both succeed', async () => {
    const user = await world.user(0);
    const rows = Array.from({ length: 5000 }, (_, i) => `p${i}@b.cd,tag${i % 7}`);
    const [a, b] = await Promise.all([
      run(bytes(['email,tags', ...rows].join('\n'), 65_536), user),
      run(bytes(['email,tags', ...rows.toReversed()].join('\n'), 65_536), user),
    ]);
    expect(a.created + b.created).toBe(5000);
    expect(a.updated + b.updated).toBe(5000);
    expect(await world.sql('SELECT count(*)::int AS n FROM tags')).toEqual([{ n: 7 }]);
  });

  test('100,000 rows go through in bounded memory', async () => {
    const user = await world.user(0);
    function* file() {
      yield Buffer.from('email,name,city,plan,tags\n');
      for (let i = 0; i < 100_000; i += 500)
        yield Buffer.from(
          Array.from({ length: 500 }, (_, k) => `person${i + k}@example.com,Person ${i + k},City ${k % 90},plan ${k % 3},t${k % 5}\n`).join(''),
        );
    }
    const began = performance.now();
    expect(await run(Readable.from(file()), user)).toMatchObject({ state: 'COMPLETED', rowsRead: 100_000, created: 100_000 });
    const seconds = (performance.now() - began) / 1000;
    if (process.env.SLUICE_MEASURE) console.log(`${Math.round(100_000 / seconds)} rows/s`);
    expect(await world.sql('SELECT count(*)::int AS n FROM contact_tags')).toEqual([{ n: 100_000 }]);
  }, 120_000);
});

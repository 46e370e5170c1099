import { describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { ContactImportDocument, ContactsDocument, CreateContactImportDocument } from '../../client/gql/graphql.js';
import type { SluiceClient } from '../../client/SluiceClient.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

const announce = async (client: SluiceClient, tagNames: string[] = []) =>
  (await client.execute(CreateContactImportDocument, { input: { fileName: 'people.csv', tagNames } })).createContactImport.contactImport!;
const put = async (url: string, body: string, type = 'text/csv') => {
  const response = await fetch(`${api.address}${url}`, { method: 'PUT', body, headers: { 'content-type': type } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const state = async (client: SluiceClient, id: string) => (await client.execute(ContactImportDocument, { id })).contactImport!;

describe('uploading contacts (E5)', () => {
  test('a file goes in by the address that the mutation gave, and the report is in the API', async () => {
    const { client } = await api.signedIn();
    const announced = await announce(client, ['autumn']);
    expect(announced).toMatchObject({ state: 'WAITING', rowsRead: 0, tagNames: ['autumn'], uploadUrl: expect.stringMatching(/^\/uploads\/[\w-]{43}$/) });
    const { status, body } = await put(announced.uploadUrl!, 'E-Mail;Name\nli@example.com;李明\nbad;x\nLI@example.com;y\n', 'text/csv; charset=utf-8');
    expect({ status, body }).toEqual({ status: 200, body: { state: 'COMPLETED', failure: null, rowsRead: 3, created: 1, updated: 0, rejected: 2 } });
    const seen = await state(client, announced.id);
    expect(seen).toMatchObject({ state: 'COMPLETED', created: 1, rejected: 2, uploadUrl: null, endedAt: expect.any(String) });
    expect(seen.rejections).toMatchObject({
      totalCount: 2,
      edges: [
        { node: { line: 3, reason: 'EMAIL_INVALID', message: 'This is not an e-mail address that can be mailed.', value: 'bad' } },
        { node: { line: 4, reason: 'DUPLICATE', value: 'LI@example.com' } },
      ],
    });
    const { contacts } = await client.execute(ContactsDocument, {});
    expect(contacts.edges.map(({ node }) => [node.email, node.nickname, node.tags.map((tag) => tag.name)])).toEqual([['li@example.com', '李明', ['autumn']]]);
  });

  test('a CSV without an e-mail column is refused with the columns seen, and nothing is imported', async () => {
    const { client } = await api.signedIn();
    const announced = await announce(client);
    const { status, body } = await put(announced.uploadUrl!, `Vorname,Ort\n${'Ann,Rome\n'.repeat(300_000)}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ state: 'FAILED', created: 0, failure: 'The file has no e-mail column. The columns in its first line are: "Vorname", "Ort".' });
    expect(await state(client, announced.id)).toMatchObject({ state: 'FAILED', failure: body.failure });
  });

  test('an address serves once, is not guessed, and takes files only', async () => {
    const { client } = await api.signedIn();
    const { uploadUrl } = await announce(client);
    expect((await put(uploadUrl!, 'email\na@b.cd', 'application/json')).status).toBe(415);
    expect((await put(uploadUrl!, 'email\na@b.cd', 'application/octet-stream')).status).toBe(200);
    expect((await put(uploadUrl!, 'email\nb@b.cd')).status).toBe(404);
    expect((await put('/uploads/nonsense', 'email\nb@b.cd')).status).toBe(404);
    expect((await client.execute(ContactsDocument, {})).contacts.totalCount).toBe(1);
  });

  test('F22.6: an import is seen by whoever made it', async () => {
    const { client } = await api.signedIn();
    const { id } = await announce(client);
    const { client: other } = await api.signedIn();
    expect(await other.execute(ContactImportDocument, { id })).toEqual({ contactImport: null });
  });

  test('an upload that breaks off has failed and says what was imported', async () => {
    const { client } = await api.signedIn();
    const { id, uploadUrl } = await announce(client);
    const upload = request(`${api.address}${uploadUrl}`, { method: 'PUT', headers: { 'content-type': 'text/csv', 'content-length': 1_000_000 } });
    upload.on('error', () => undefined);
    upload.write(`email\n${Array.from({ length: 2500 }, (_, i) => `a${i}@example.com\n`).join('')}`);
    while ((await state(client, id)).created < 2000) await new Promise((resolve) => setImmediate(resolve));
    upload.destroy();
    let seen = await state(client, id);
    while (seen.state === 'RUNNING') seen = await state(client, id);
    expect(seen).toMatchObject({ state: 'FAILED', failure: 'The upload broke off. The rows read until then are imported.', created: seen.rowsRead });
  });

  test('an import whose server died is found to have failed', async () => {
    const { client } = await api.signedIn();
    const { id } = await announce(client);
    await database.pool.query(`UPDATE contact_imports SET state = 'RUNNING', created = 7 WHERE id = $1`, [id]);
    expect(await state(client, id)).toMatchObject({ state: 'FAILED', created: 7, failure: expect.stringContaining('was stopped') });
  });
});

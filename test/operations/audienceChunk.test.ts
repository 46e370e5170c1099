import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);

describe('the audience in chunks (F16.1)', () => {
  test('property: whatever the rule and the size of a chunk, it is the audience, each once, in order', async () => {
    const user = await world.user();
    const other = await world.user();
    await world.contacts(user, 30);
    await world.contacts(other, 5, 'other');
    const contacts = (await world.sql<{ id: string }>('SELECT id FROM contacts WHERE user_id = $1 ORDER BY id', [user])).map((row) => row.id);
    const foreign = (await world.sql<{ id: string }>('SELECT id FROM contacts WHERE user_id = $1', [other])).map((row) => row.id);
    const tags = [0, 1, 2].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
    for (const [n, tag] of tags.entries()) {
      await world.sql(`INSERT INTO tags (id, user_id, name) VALUES ($1, $2, $3)`, [tag, user, `tag ${n}`]);
      await world.sql('INSERT INTO contact_tags (tag_id, contact_id) SELECT $1, id FROM unnest($2::uuid[]) WITH ORDINALITY AS k(id, n) WHERE k.n % $3 = 0', [tag, contacts, n + 2]);
    }
    await world.sql(`INSERT INTO suppressions (id, user_id, email, reason, created_at) VALUES (gen_random_uuid(), $1, 'r7@example.org', 'MANUAL', now())`, [user]);

    const some = <T>(from: readonly T[]): fc.Arbitrary<T[]> => fc.uniqueArray(fc.constantFrom(...from), { maxLength: 4 });
    const rule = fc.record({ includeAll: fc.boolean(), includeTagIds: some(tags), includeContactIds: some([...contacts, ...foreign]), excludeTagIds: some(tags), excludeContactIds: some(contacts) });
    await fc.assert(
      fc.asyncProperty(rule, fc.integer({ min: 1, max: 12 }), async (audience, size) => {
        const whole = await world.sql<{ contact_id: string }>('SELECT contact_id FROM audience($1, $2) ORDER BY contact_id', [user, JSON.stringify(audience)]);
        const found: string[] = [];
        for (let after: string | null = null; ; ) {
          const chunk: { contact_id: string; is_mailed: boolean }[] = await world.sql('SELECT * FROM audience_chunk($1, $2, $3, $4) ORDER BY contact_id', [user, JSON.stringify(audience), after, size]);
          found.push(...chunk.filter((row) => row.is_mailed).map((row) => row.contact_id));
          if (chunk.length < size) break;
          after = chunk.at(-1)!.contact_id;
        }
        expect(found).toEqual(whole.map((row) => row.contact_id));
      }),
      { numRuns: 60 },
    );
  });
});

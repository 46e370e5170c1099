import { describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

describe('the audience of a rule (F15.3, F16.1)', () => {
  const db = testDatabase();
  const world = new World(db);

  async function tag(user: string, name: string, ...emails: string[]): Promise<string> {
    const id = v7();
    await world.sql('INSERT INTO tags (id, user_id, name) VALUES ($1, $2, $3)', [id, user, name]);
    await world.sql('INSERT INTO contact_tags (tag_id, contact_id) SELECT $1, id FROM contacts WHERE user_id = $2 AND email = ANY ($3)', [
      id,
      user,
      emails.map((email) => `${email}@example.org`),
    ]);
    return id;
  }
  const idOf = async (user: string, email: string): Promise<string> =>
    (await world.sql<{ id: string }>('SELECT id FROM contacts WHERE user_id = $1 AND email = $2', [user, `${email}@example.org`]))[0]!.id;
  const audience = async (user: string, rule: object): Promise<string[]> =>
    (await world.sql<{ email: string }>('SELECT email FROM audience($1, $2) ORDER BY contact_id', [user, JSON.stringify(rule)])).map((row) =>
      row.email.replace('@example.org', ''),
    );

  test('includes everybody, or who has a tag, or who is named; excludes go first; nobody comes twice', async () => {
    const user = await world.user(0);
    await world.contacts(user, 6);
    const red = await tag(user, 'red', 'r1', 'r2', 'r3');
    const blue = await tag(user, 'blue', 'r3', 'r4');
    const [r1, r5] = [await idOf(user, 'r1'), await idOf(user, 'r5')];
    expect(await audience(user, { includeAll: true })).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'r6']);
    expect(await audience(user, { includeAll: true, includeTagIds: [red] })).toHaveLength(6);
    expect(await audience(user, { includeTagIds: [red, blue] })).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(await audience(user, { includeTagIds: [red], includeContactIds: [r1, r5] })).toEqual(['r1', 'r2', 'r3', 'r5']);
    expect(await audience(user, { includeAll: true, excludeTagIds: [blue], excludeContactIds: [r1] })).toEqual(['r2', 'r5', 'r6']);
    expect(await audience(user, { includeTagIds: [red], excludeTagIds: [red] })).toEqual([]);
    expect(await audience(user, { includeContactIds: [r1], excludeContactIds: [r1] })).toEqual([]);
    expect(await audience(user, {})).toEqual([]);
  });

  test('E4: suppressed addresses are left out, whatever their case; those of other users do not count', async () => {
    const [user, other] = [await world.user(0), await world.user(0)];
    await world.contacts(user, 3, 'R');
    await world.sql(
      `INSERT INTO suppressions (id, user_id, email, reason, created_at) VALUES ($1, $2, 'r2@example.org', 'BOUNCED', now()), ($3, $4, 'r3@example.org', 'BOUNCED', now())`,
      [v7(), user, v7(), other],
    );
    expect(await audience(user, { includeAll: true })).toEqual(['R1', 'R3']);
  });

  test('F22.6: contacts and tags of other users are out of reach', async () => {
    const [user, other] = [await world.user(0), await world.user(0)];
    await world.contacts(user, 1, 'mine');
    await world.contacts(other, 1, 'theirs');
    const theirTag = await tag(other, 'red', 'theirs1');
    expect(await audience(user, { includeTagIds: [theirTag], includeContactIds: [await idOf(other, 'theirs1')] })).toEqual([]);
  });

  test('a chunk by key begins where the index says, and only the branch that applies is run', async () => {
    const user = await world.user(0);
    await world.contacts(user, 20_000);
    await world.asOwner('ANALYZE contacts');
    const plan = await world.sql<{ 'QUERY PLAN': { Plan: object }[] }>(
      `EXPLAIN (FORMAT JSON) SELECT a.contact_id FROM audience('${user}', '{"includeAll": true}') a WHERE a.contact_id > '${await idOf(user, 'r15000')}' ORDER BY a.contact_id LIMIT 100`,
    );
    const text = JSON.stringify(plan);
    expect(text).toContain('"Index Cond":"(id > ');
    expect(text).not.toContain('Function Scan');
    // Everybody's branch alone: the one for the chosen is cut out when the rule is known.
    expect(text).not.toContain('includeContactIds');
  });
});

import { describe, expect, test } from '@jest/globals';
import { User } from '../../src/entities/User.js';
import { createFirstAdministrator } from '../../src/operations/createFirstAdministrator.js';
import { isPassword } from '../../src/operations/passwords.js';
import { testDatabase } from '../support/database.js';

describe('F22.4 The first start', () => {
  const database = testDatabase();
  const admin = { name: 'admin', email: 'admin@localhost', password: null };
  const users = () => database.em().find(User, {});

  test('creates one administrator with a random password that is shown once and fits', async () => {
    const shown: string[] = [];
    await createFirstAdministrator(database.em(), admin, (_name, password) => shown.push(password));
    await createFirstAdministrator(database.em(), admin, (_name, password) => shown.push(password));
    const [user, ...others] = await users();
    expect(others).toEqual([]);
    expect(user).toMatchObject({ name: 'admin', role: 'ADMIN', enabled: true, quotaRemaining: 0 });
    expect(shown).toHaveLength(1);
    expect(await isPassword(shown[0]!, user!.passwordHash)).toBe(true);
    expect(user!.passwordHash).toMatch(/^\$argon2id\$/);
  });

  test('takes the password of the environment and shows none', async () => {
    await createFirstAdministrator(database.em(), { ...admin, password: 'given by hand' }, () => {
      throw new Error('shown');
    });
    expect(await isPassword('given by hand', (await users())[0]!.passwordHash)).toBe(true);
  });

  test('of several processes at once only one makes it', async () => {
    const shown: string[] = [];
    await Promise.all(Array.from({ length: 5 }, () => createFirstAdministrator(database.em(), admin, (_name, password) => shown.push(password))));
    expect([(await users()).length, shown.length]).toEqual([1, 1]);
  });
});

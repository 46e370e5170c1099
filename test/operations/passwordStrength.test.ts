import { describe, expect, test } from '@jest/globals';
import { checkFirstAdministrator } from '../../src/operations/createFirstAdministrator.js';
import { passwordWeakness } from '../../src/operations/passwordStrength.js';

const known = ['anna', 'anna.berg@mail.example'];

describe('the strength of a password (F22.1)', () => {
  test.each([
    ['liverpool', /most used/],
    ['Liverpool', /most used/],
    ['P@ssw0rd', /most used/],
    ['trustno1!', /most used/],
    ['11111111', /most used|pattern/],
    ['abcdefghijk', /pattern|most used/],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', /pattern/],
    ['annaberg', /user name/],
    ['Sluice2', /user name|easily|expects/],
    ['密码密码密码密码', /pattern|expects/],
  ])('%s is weak', async (password, why) => {
    expect(await passwordWeakness(password, known)).toMatch(why);
  });

  test.each(['correct horse battery', 'a password to keep', 'password-of-the-bench', 'not-to-be-shown', 'Tr0ub4dour&3', 'ключ от старой двери', '🦩🦔🐌🪲🦉🪼'])('%s is not', async (password) => {
    expect(await passwordWeakness(password, known)).toBeNull();
  });

  test('costs little of this thread for the worst that is known (jest’s own world makes it five times as much)', async () => {
    const worst = ['a1'.repeat(128), '4@8({[</369&#!1/|0$5+7%2/'.repeat(10), 'p4$$w0rd'.repeat(32), '1@3$5^7*'.repeat(32), 'l1|!i'.repeat(50), '1998-12-3'.repeat(28)];
    for (const password of worst) await passwordWeakness(password, known);
    for (const password of worst) {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const began = process.threadCpuUsage();
        await passwordWeakness(password, known);
        const { user, system } = process.threadCpuUsage(began);
        times.push((user + system) / 1_000);
      }
      expect(Math.min(...times)).toBeLessThan(100);
    }
  });

  test('is demanded of SLUICE_ADMIN_PASSWORD, by an error of one line that names the variable and not the password', async () => {
    const admin = { name: 'root', email: 'root@example.com' };
    await checkFirstAdministrator({ ...admin, password: null });
    await checkFirstAdministrator({ ...admin, password: 'not-to-be-shown' });
    await expect(checkFirstAdministrator({ ...admin, password: 'sunshine1' })).rejects.toThrow(/^SLUICE_ADMIN_PASSWORD cannot be used: This password is too easy to guess\. (?!.*sunshine1).+$/);
  });
});

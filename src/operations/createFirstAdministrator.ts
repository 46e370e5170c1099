import type { EntityManager } from '@mikro-orm/postgresql';
import { randomBytes } from 'node:crypto';
import { ConfigError } from '../config.js';
import { User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { createUser } from './createUser.js';
import { checkPassword } from './passwords.js';

interface FirstAdministrator {
  name: string;
  email: string;
  password: string | null;
}

/** Refuses a password that no user could choose: at every start, not only at the first, so that a deployment is wrong at once or never. */
export async function checkFirstAdministrator({ name, email, password }: FirstAdministrator): Promise<void> {
  if (password === null) return;
  try {
    await checkPassword(password, [name, email]);
  } catch (error) {
    throw error instanceof Refusal ? new ConfigError('SLUICE_ADMIN_PASSWORD', `cannot be used: ${error.message}`) : error;
  }
}

/** Any number: of two processes that start at once on an empty database one makes the administrator. */
const lockKey = 5_127_160_503;

/**
 * Makes one administrator where there is no user yet (F22.4). A random password is shown before the commit: shown after it, a crash in
 * between would lock everybody out, while one shown in vain harms nobody.
 */
export async function createFirstAdministrator(
  em: EntityManager,
  admin: FirstAdministrator,
  show: (name: string, password: string) => void,
): Promise<void> {
  if ((await em.count(User)) > 0) return;
  await em.transactional(async (inside) => {
    await inside.execute(`SELECT pg_advisory_xact_lock(${lockKey})`);
    if ((await inside.count(User)) > 0) return;
    const password = admin.password ?? randomBytes(12).toString('base64url');
    await createUser(inside, { name: admin.name, email: admin.email, role: 'ADMIN', password });
    if (admin.password === null) show(admin.name, password);
  });
}

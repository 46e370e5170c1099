import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { type Role, User } from '../entities/User.js';
import { Refusal } from '../errors.js';
import { newId } from '../ids.js';
import { checkPassword, hashPassword } from './passwords.js';

export interface NewUser {
  name: string;
  email: string;
  role: Role;
  password: string;
}

/** Makes a user (F22.1). Quota is 0; an administrator grants it (F23.1). */
export async function createUser(em: EntityManager, given: NewUser): Promise<User> {
  const user = em.create(User, {
    id: newId(),
    name: checkUserName(given.name),
    email: checkUserEmail(given.email),
    role: given.role,
    passwordHash: await hashPassword(await checkPassword(given.password, [given.name, given.email])),
    enabled: true,
    createdAt: now(),
  });
  await em.flush();
  return user;
}

function checkUserName(name: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,63}$/u.test(name.normalize('NFC'))) return name.normalize('NFC');
  throw new Refusal('INVALID', 'A user name consists of 1 to 64 letters, digits and . _ - and begins with a letter or digit.', ['name']);
}

export function checkUserEmail(email: string, field = ['email']): string {
  if (email.length <= 254 && /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/.test(email)) return email;
  throw new Refusal('INVALID', 'This is not an e-mail address.', field);
}

import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../errors.js';
import { passwordWeakness } from './passwordStrength.js';

const least = 8;
/** Argon2 takes any length; a request should not. */
const most = 256;

/** argon2id with the binding's defaults, which are OWASP's first choice: 19 MiB, 2 passes, 1 lane; about 20 ms in a thread. */
export const hashPassword = (password: string): Promise<string> => hash(password);

let decoy: Promise<string> | null = null;

/** An unknown user costs as much time as a known one, so that names cannot be told by the clock. */
export async function isPassword(password: string, storedHash: string | null): Promise<boolean> {
  const against = storedHash ?? (await (decoy ??= hashPassword('nobody has this password')));
  const fits = password.length <= most && (await verify(against, password));
  return fits && storedHash !== null;
}

/** The rule for every password that is chosen; `known`: name and address of its owner. */
export async function checkPassword(password: string, known: readonly string[], field: string[] = ['password']): Promise<string> {
  if (password.length < least) throw new Refusal('INVALID', `A password has at least ${least} characters.`, field);
  if (password.length > most) throw new Refusal('INVALID', `A password has at most ${most} characters.`, field);
  const weakness = await passwordWeakness(password, known);
  if (weakness) throw new Refusal('INVALID', `This password is too easy to guess. ${weakness}`, field);
  return password;
}

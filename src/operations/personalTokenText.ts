import { createHash, randomBytes } from 'node:crypto';

/** By it a leaked token is known for what it is, by people and by programs that look for such things. */
const prefix = 'slu_';
const secretLength = 32;
const sumLength = 6;
const shape = new RegExp(`^${prefix}[A-Za-z0-9_-]{${secretLength + sumLength}}$`);

export interface PersonalTokenText {
  token: string;
  /** All that is stored of it. Unlike a password it cannot be guessed, so a fast hash does. */
  hash: Buffer;
  /** What a person knows it by. */
  hint: string;
}

/** 192 random bits and a sum over them, so that a torn or mistyped token is told from one that was revoked, without asking the database. */
export function makePersonalToken(): PersonalTokenText {
  const secret = randomBytes((secretLength * 3) / 4).toString('base64url');
  const token = `${prefix}${secret}${sumOf(secret)}`;
  return { token, hash: hashOf(token), hint: `${prefix}…${token.slice(-4)}` };
}

export const looksPersonal = (text: string): boolean => text.startsWith(prefix);

/** The hash of a token that can have been made here; else null. */
export function readPersonalToken(text: string): Buffer | null {
  if (!shape.test(text)) return null;
  const body = text.slice(prefix.length);
  return sumOf(body.slice(0, secretLength)) === body.slice(secretLength) ? hashOf(text) : null;
}

const sumOf = (secret: string): string => createHash('sha256').update(`sum ${secret}`).digest('base64url').slice(0, sumLength);

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

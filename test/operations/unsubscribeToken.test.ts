import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveKeys } from '../../src/keys.js';
import { readUnsubscribeToken, unsubscribeToken, unsubscribeUrl } from '../../src/operations/unsubscribeToken.js';

const keys = deriveKeys('a secret of more than thirty-two characters');
const id = '01938c5e-7a2b-7abc-8f3e-0123456789ab';

describe('unsubscribe tokens (E1)', () => {
  test('lead back to the subtask they were made for, and are the same for the same subtask', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => readUnsubscribeToken(keys, unsubscribeToken(keys, uuid)) === uuid));
    expect(unsubscribeToken(keys, id)).toBe(unsubscribeToken(keys, id));
    expect(unsubscribeUrl('https://mail.example/', keys, id)).toBe(`https://mail.example/u/${unsubscribeToken(keys, id)}`);
  });

  test('an id that is none is refused, and spoils no token after it', () => {
    const token = unsubscribeToken(keys, id);
    for (const wrong of ['', 'ab', `${id}00`, 'not a uuid']) expect(() => unsubscribeToken(keys, wrong)).toThrow('UUID');
    expect(unsubscribeToken(keys, id)).toBe(token);
  });

  test('reveal nothing: neighbouring ids have nothing in common', () => {
    const [a, b] = [id, `${id.slice(0, -1)}c`].map((each) => unsubscribeToken(keys, each));
    expect([...a!].filter((character, i) => character === b![i]).length).toBeLessThan(10);
    expect(a).not.toContain(Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url').slice(0, 8));
  });

  test('that were changed, cut, or made with another secret are none', () => {
    const token = unsubscribeToken(keys, id);
    for (let i = 0; i < token.length; i++) {
      const changed = token.slice(0, i) + (token[i] === 'A' ? 'E' : 'A') + token.slice(i + 1);
      expect(readUnsubscribeToken(keys, changed)).toBeNull();
    }
    for (const wrong of ['', token.slice(1), `${token}A`, '../../etc/passwd', 'é'.repeat(43)]) expect(readUnsubscribeToken(keys, wrong)).toBeNull();
    expect(readUnsubscribeToken(deriveKeys('another secret of more than thirty-two characters'), token)).toBeNull();
  });
});

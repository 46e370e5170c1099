import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkEmailAddress } from '../../src/entities/emailAddress.js';

const kept = (text: string): string | null => {
  const result = checkEmailAddress(text);
  return 'address' in result ? result.address : null;
};

describe('the address of a recipient', () => {
  test.each([
    ['li.ming@example.com', 'li.ming@example.com'],
    ['  Li.Ming@EXAMPLE.Com ', 'Li.Ming@example.com'],
    ["o'hara+news@mail.example.co.uk", "o'hara+news@mail.example.co.uk"],
    ['a@b.cd', 'a@b.cd'],
    ['jürgen@example.com', null],
    ['info@müller.de', 'info@xn--mller-kva.de'],
    ['info@例子.测试', 'info@xn--fsqu00a.xn--0zwm56d'],
    ['info@EXAMPLE。com', 'info@example.com'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%s is kept as %s', (text, address) => {
    expect(kept(text)).toBe(address);
  });

  test.each([
    '@example.com',
    'a@',
    'a',
    'a@b',
    'a@b@c.de',
    '.a@example.com',
    'a.@example.com',
    'a..b@example.com',
    '"a b"@example.com',
    'a b@example.com',
    'a@exa mple.com',
    'a@-example.com',
    'a@example-.com',
    'a@example..com',
    'a@.example.com',
    'a@example.com.',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@0x7f.1',
    'a@exa%6dple.com',
    'a@example.123',
    'a\n@example.com',
    'a@example.com\r\nBcc: x@y.zz',
    'a\0@example.com',
    'a@exam\u0000plé.com',
    'a@é/x.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'a'.repeat(64)}.com`,
    `a@${'a.'.repeat(130)}com`,
    'Li <a@example.com>',
    'a,b@example.com',
    'mailto:a@example.com',
    'a@例 子.com',
    'a@\u200bexample.com\u200b\u200b.',
  ])('%j is no address', (text) => {
    expect(kept(text)).toBeNull();
  });

  test('an empty one is missing, not wrong', () => {
    expect(checkEmailAddress('  ')).toEqual({ fault: 'MISSING' });
    expect(checkEmailAddress('x')).toEqual({ fault: 'INVALID' });
  });

  test('what is kept is ASCII, safe in a header and an SMTP command, and is kept as it is again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.emailAddress(),
          fc.tuple(fc.string(), fc.domain()).map(([a, b]) => `${a}@${b}`),
          fc.tuple(fc.constant('a@'), fc.string({ unit: 'grapheme' })).map((p) => `${p.join('')}.com`),
        ),
        (text) => {
          const address = kept(text);
          if (address === null) return;
          expect(address).toMatch(/^[!-;=?-~]{6,254}$/);
          expect(kept(address)).toBe(address);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

import { checkEmailAddress } from '../entities/emailAddress.js';
import type { RejectionReason } from '../entities/ContactImport.js';
import { longestTagName } from '../entities/Tag.js';
import { Refusal } from '../errors.js';

/** What one row of a CSV file says about a contact. */
export interface ContactRow {
  email: string;
  nickname: string | null;
  tags: string[];
  attributes: Record<string, string>;
}

export interface Rejection {
  reason: RejectionReason;
  /** What is wrong, as it stands in the file. */
  value: string;
}

/** Where things stand in the rows of one file. */
export interface ContactColumns {
  email: number;
  nickname: number;
  tags: number;
  attributes: readonly (readonly [index: number, name: string])[];
  count: number;
}

/** Names of columns as people write them, without case, spaces, hyphens and underscores. */
const emailNames = new Set(['email', 'mail', 'emailaddress', '邮箱', '电子邮箱', '邮箱地址', '电子邮件', '邮件地址']);
const nicknameNames = ['nickname', '昵称', 'name', '姓名'];
const tagNames = new Set(['tags', 'tag', '标签']);

const longest = { nickname: 200, attributeName: 100, attribute: 2000, shown: 200 } as const;
const mostAttributes = 100;
const mostTags = 50;

/** Finds the columns by the first line of the file, or refuses it: without an e-mail column nothing can be imported. */
export function findColumns(header: readonly string[]): ContactColumns {
  const names = header.map((name) => name.trim());
  const plain = names.map((name) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]/g, ''),
  );
  const email = plain.findIndex((name) => emailNames.has(name));
  if (email < 0) {
    const seen = names.filter(Boolean).map((name) => `"${shorten(name, 40)}"`);
    const list = seen.length > 0 ? `${seen.slice(0, 20).join(', ')}${seen.length > 20 ? ', …' : ''}` : 'none';
    throw new Refusal('INVALID', `The file has no e-mail column. The columns in its first line are: ${list}.`);
  }
  const nickname = nicknameNames.map((name) => plain.indexOf(name)).find((index) => index >= 0) ?? -1;
  const tags = plain.findIndex((name) => tagNames.has(name));
  const attributes = names.map((name, index) => [index, name] as const).filter(([index, name]) => name && ![email, nickname, tags].includes(index));
  checkAttributeNames(attributes.map(([, name]) => name));
  return { email, nickname, tags, attributes, count: names.length };
}

function checkAttributeNames(names: readonly string[]): void {
  if (names.length > mostAttributes) throw new Refusal('INVALID', `The file has more than ${mostAttributes} columns.`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Refusal('INVALID', `The column "${shorten(twice, 40)}" appears twice.`);
  const bad = names.find((name) => name.length > longest.attributeName || /\p{Cc}/u.test(name));
  if (bad !== undefined) throw new Refusal('INVALID', `The name of the column "${shorten(bad, 40)}" is too long or has control characters.`);
}

/** Reads one row by the columns of its file. */
export function readContact(columns: ContactColumns, cells: readonly string[]): ContactRow | Rejection {
  const cell = (index: number): string => (index < 0 ? '' : (cells[index] ?? '').trim());
  const address = cell(columns.email);
  // More cells than columns: most often an address or a name with a comma and no quotes, and everything behind it is off by one.
  if (cells.slice(columns.count).some((extra) => extra.trim())) return rejected('COLUMN_COUNT', cells.join(' | '));
  const checked = checkEmailAddress(address);
  if ('fault' in checked) return rejected(checked.fault === 'MISSING' ? 'EMAIL_MISSING' : 'EMAIL_INVALID', address);

  const nickname = cell(columns.nickname).replace(/\s+/g, ' ');
  const tags = [
    ...new Set(
      cell(columns.tags)
        .split(/[;|；｜]/)
        .map((tag) => tag.trim().replace(/\s+/g, ' '))
        .filter(Boolean),
    ),
  ];
  const attributes = Object.fromEntries(columns.attributes.map(([index, name]) => [name, cell(index)] as const).filter(([, value]) => value));

  const texts = [nickname, ...tags, ...Object.values(attributes)];
  const odd = texts.find((text) => /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text));
  if (odd !== undefined) return rejected('CONTROL_CHARACTERS', odd);
  if (nickname.length > longest.nickname) return rejected('TOO_LONG', nickname);
  const long = Object.values(attributes).find((value) => value.length > longest.attribute) ?? tags.find((tag) => tag.length > longestTagName);
  if (long !== undefined) return rejected('TOO_LONG', long);
  if (tags.length > mostTags) return rejected('TOO_MANY_TAGS', tags.join(';'));
  return { email: checked.address, nickname: nickname || null, tags, attributes };
}

export const rejected = (reason: RejectionReason, value: string): Rejection => ({
  reason,
  value: shorten(value.replace(/[\0-\x1f\x7f]/g, ' '), longest.shown),
});

/** By characters, not by halves of them. */
const shorten = (text: string, length: number): string => {
  const characters = [...text.slice(0, length * 2 + 2)];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
};

import { domainToASCII } from 'node:url';

/** Why an address is none. */
export type AddressFault = 'MISSING' | 'INVALID';

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one rule for addresses of recipients: dot-atom of at most 64 ASCII characters, "@", a domain of two labels or more; 6 to 254 in
 * all. An internationalised domain becomes its A-labels. Quoted local parts, address literals and non-ASCII local parts (SMTPUTF8) are
 * refused: most servers would not take them. Answers the address as it is kept: local part as written, domain in lower case.
 */
export function checkEmailAddress(text: string): { address: string } | { fault: AddressFault } {
  const trimmed = text.trim();
  if (!trimmed) return { fault: 'MISSING' };
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  const domain = asciiDomain(trimmed.slice(at + 1));
  if (at < 1 || local.length > 64 || !localPart.test(local) || !domain) return { fault: 'INVALID' };
  const address = `${local}@${domain}`;
  return address.length < 6 || address.length > 254 ? { fault: 'INVALID' } : { address };
}

function asciiDomain(domain: string): string | null {
  // Beyond ASCII the mapping is left to the platform; within ASCII it would also decode %41 and read 0x7f.1 as an IP address.
  const ascii = /^[!-~]*$/.test(domain) ? domain.toLowerCase() : /[^\w.\u0080-\uffff-]/.test(domain) ? '' : domainToASCII(domain);
  const labels = ascii.split('.');
  if (labels.length < 2 || ascii.length > 253 || !labels.every((part) => label.test(part))) return null;
  return /^[0-9]+$/.test(labels.at(-1)!) ? null : ascii;
}

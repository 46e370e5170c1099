import { Refusal } from '../errors.js';
import { classOfAddress, literalHost } from './networkAddress.js';

const longest = 2_000;

/**
 * Where a webhook may lead (SSRF): https to public addresses; with SLUICE_PRIVATE_WEBHOOKS also http and https into private networks and the machine itself. What a name leads to
 * is looked at when it is connected to (jobs/postWebhook.ts), for it may change; here what can be told from the text is refused. No user and password: they would stand readable in
 * the table, and the signature proves more.
 */
export function checkWebhookUrl(text: string, arePrivateAllowed: boolean): string {
  const refuse = (message: string): never => {
    throw new Refusal('INVALID', message, ['url']);
  };
  const trimmed = text.trim();
  if (trimmed.length > longest) refuse(`An address has at most ${longest} characters.`);
  if (!URL.canParse(trimmed)) refuse('This is not an address.');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('The address must begin with https://.');
  if (url.protocol === 'http:' && !arePrivateAllowed) refuse('The address must begin with https://; http is for private networks, where SLUICE_PRIVATE_WEBHOOKS allows them.');
  if (url.username !== '' || url.password !== '') refuse('The address must not contain a user or a password.');
  const host = literalHost(url);
  const kind = host === null ? null : classOfAddress(host);
  if (kind === 'FORBIDDEN' || (kind === 'PRIVATE' && !arePrivateAllowed)) refuse('The address leads into a network that webhooks may not reach.');
  if (kind === 'PUBLIC' && url.protocol === 'http:') refuse('http is for private networks only.');
  url.hash = '';
  return url.href;
}

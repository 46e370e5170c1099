import type { Config } from '../config.js';

/**
 * Whether a page of this origin may open a WebSocket: CORS does not apply to them, so it is looked at here. Without an origin it is no browser's page,
 * and may. Our own is that of the address asked, or the public one, where a proxy changes the former.
 */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined, { corsOrigins, publicUrl }: Pick<Config, 'corsOrigins' | 'publicUrl'>): boolean {
  if (origin === undefined || corsOrigins.includes('*')) return true;
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  if (host !== undefined && given.host === host.toLowerCase()) return true;
  return corsOrigins.includes(given.origin) || (publicUrl !== null && new URL(publicUrl).origin === given.origin);
}

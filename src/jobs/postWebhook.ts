import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { Agent, request } from 'undici';
import { now } from '../clock.js';
import type { AttemptOutcome, DueDelivery } from '../operations/alertDeliveries.js';
import { type AddressClass, classOfAddress, literalHost } from '../operations/networkAddress.js';

interface Limits {
  webhookTimeoutMs: number;
  privateWebhooks: boolean;
}

/** Whether an address of this kind may be connected to. */
type Allows = (kind: AddressClass) => boolean;

class NotAllowed extends Error {
  constructor() {
    super('the address leads into a network that webhooks may not reach');
  }
}

/**
 * Posts a message signed by Standard Webhooks. 2xx is accepted, all else is not; redirects are not followed, for they could lead anywhere. Each try has a connection of its own, so
 * that where the name leads is looked at each time (SSRF by DNS), and the answer's body is not read.
 */
export async function postWebhook({ id, url, body, secrets }: Pick<DueDelivery, 'id' | 'url' | 'body' | 'secrets'>, { webhookTimeoutMs, privateWebhooks }: Limits): Promise<AttemptOutcome> {
  const target = new URL(url);
  // What is not public may go without encryption, what is may not.
  const allows: Allows = (kind) => (kind === 'PUBLIC' ? target.protocol === 'https:' : kind === 'PRIVATE' && privateWebhooks);
  const began = performance.now();
  const agent = new Agent({ connect: { timeout: webhookTimeoutMs, lookup: lookupAllowed(allows) }, pipelining: 0 });
  try {
    const host = literalHost(target);
    if (host !== null && !allows(classOfAddress(host))) throw new NotAllowed();
    const { statusCode, body: answer } = await request(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Sluice', ...signatureHeaders(id, body, secrets) },
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(webhookTimeoutMs),
    });
    answer.on('error', () => {});
    answer.destroy();
    return { status: statusCode, latencyMs: performance.now() - began, error: statusCode >= 200 && statusCode < 300 ? null : `HTTP ${statusCode}` };
  } catch (error) {
    return { status: null, latencyMs: performance.now() - began, error: reasonOf(error, webhookTimeoutMs) };
  } finally {
    await agent.destroy();
  }
}

/** One signature for each secret that holds now, so that a receiver may know either. */
function signatureHeaders(id: string, body: string, secrets: readonly string[]): Record<string, string> {
  const at = now();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

/** Resolves a name to those of its addresses that may be connected to. */
const lookupAllowed =
  (allows: Allows): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...(options as LookupOptions), all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '', 4);
      const allowed = found.filter(({ address }) => allows(classOfAddress(address)));
      if (allowed.length === 0) return callback(new NotAllowed() as NodeJS.ErrnoException, '', 4);
      if ((options as LookupOptions).all) callback(null, allowed as never, undefined as never);
      else callback(null, allowed[0]!.address, allowed[0]!.family);
    });
  };

function reasonOf(error: unknown, timeoutMs: number): string {
  const { name, message, code, errors } = error as { name?: string; message?: string; code?: string; errors?: Error[] };
  if (name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  return message || errors?.map((one) => one.message).join(', ') || code || String(error);
}

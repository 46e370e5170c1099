import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whether the word of this address on who stands before it is taken; `hop` is 0 for who is connected to us. */
export type Trusts = (address: string, hop: number) => boolean;

/** By SLUICE_TRUST_PROXY. Nobody's, unless told otherwise: anybody can write the header X-Forwarded-For. Fastify is given the same function. */
export function trustedProxies(trusted: number | readonly string[]): Trusts {
  if (typeof trusted === 'number') return (_address, hop) => hop < trusted;
  const proxies = new BlockList();
  for (const text of trusted) {
    const [address, bits] = text.split('/') as [string, string?];
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  // An IPv4 peer of a socket that listens on IPv6 reads ::ffff:10.0.0.1; BlockList knows that it is the same.
  return (address) => isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Who asks: from our end of the chain of proxies the first that is not trusted, or the last one. What Fastify reckons as request.ip, for WebSockets. */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, trusts: Trusts): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map((part) => part.trim()).filter(Boolean);
  const chain = [request.socket.remoteAddress ?? '', ...forwarded.reverse()];
  return chain.find((address, hop) => !trusts(address, hop)) ?? chain.at(-1)!;
}

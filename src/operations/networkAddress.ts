import { BlockList, isIP } from 'node:net';

export type AddressClass = 'PUBLIC' | 'PRIVATE' | 'FORBIDDEN';

const listOf = (ranges: readonly [string, number, 'ipv4' | 'ipv6'][]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix, family] of ranges) list.addSubnet(net, prefix, family);
  return list;
};

/** The machine itself, and networks that are not reached from outside. */
const own = listOf([
  ['127.0.0.0', 8, 'ipv4'], ['10.0.0.0', 8, 'ipv4'], ['172.16.0.0', 12, 'ipv4'], ['192.168.0.0', 16, 'ipv4'], ['100.64.0.0', 10, 'ipv4'],
  ['::1', 128, 'ipv6'], ['fc00::', 7, 'ipv6'],
]);
/** Link-local holds the metadata services of clouds, which give out credentials; the rest is no address of a receiver. */
const never = listOf([
  ['0.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['192.0.0.0', 24, 'ipv4'], ['198.18.0.0', 15, 'ipv4'], ['224.0.0.0', 4, 'ipv4'], ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'], ['fe80::', 10, 'ipv6'], ['ff00::', 8, 'ipv6'],
  // IPv4 in IPv6 by translation, which could lead anywhere of the above.
  ['64:ff9b::', 96, 'ipv6'], ['2002::', 16, 'ipv6'],
]);

/** What kind of network an IP address lies in; an IPv4 address written as IPv6 counts as what it is. */
export function classOfAddress(address: string): AddressClass {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || never.check(address, family)) return 'FORBIDDEN';
  return own.check(address, family) ? 'PRIVATE' : 'PUBLIC';
}

/** The host of an address if it is an IP address; null when it is a name. */
export function literalHost(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}

import { describe, expect, test } from '@jest/globals';
import { clientAddress, trustedProxies } from '../../src/transport/clientAddress.js';

const addressOf = (trusted: number | string[], peer: string, forwarded?: string): string =>
  clientAddress({ socket: { remoteAddress: peer }, headers: { ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) } } as never, trustedProxies(trusted));

describe('the address of a client behind proxies', () => {
  test.each([
    ['nobody is trusted unless told so', [] as string[], '10.0.0.1', '1.1.1.1', '10.0.0.1'],
    ['a listed proxy is believed', ['10.0.0.1'], '10.0.0.1', '1.1.1.1', '1.1.1.1'],
    ['what the client wrote itself is not', ['10.0.0.1'], '10.0.0.1', '9.9.9.9, 1.1.1.1', '1.1.1.1'],
    ['a chain of listed networks is followed', ['10.0.0.0/8', '192.168.0.0/16'], '10.0.0.1', '1.1.1.1,192.168.3.4', '1.1.1.1'],
    ['one that is not listed ends it', ['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 192.168.3.4', '192.168.3.4'],
    ['without the header it is the proxy', ['10.0.0.0/8'], '10.0.0.1', undefined, '10.0.0.1'],
    ['an IPv4 peer of an IPv6 socket is the same', ['10.0.0.0/8'], '::ffff:10.0.0.1', '1.1.1.1', '1.1.1.1'],
    ['IPv6 networks', ['fd00::/8'], 'fd00::1', '2001:db8::1', '2001:db8::1'],
    ['what is no address is nobody trusted', ['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, unknown', 'unknown'],
    ['a number of proxies', 1, '10.0.0.1', '9.9.9.9, 1.1.1.1', '1.1.1.1'],
    ['two of them', 2, '10.0.0.1', '9.9.9.9, 1.1.1.1, 10.0.0.2', '1.1.1.1'],
    ['more than there are', 5, '10.0.0.1', '1.1.1.1', '1.1.1.1'],
  ])('%s', (_name, trusted, peer, forwarded, expected) => {
    expect(addressOf(trusted, peer, forwarded)).toBe(expected);
  });
});

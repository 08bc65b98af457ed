/**
 * The address a request comes from. What a proxy says about it is believed only of proxies that
 * the operator named: anybody may write the header.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export type ClientAddress = (request: IncomingMessage) => string;

/** `trusted`: addresses and networks such as `10.0.0.0/8`. */
export function makeClientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = proxyList(trusted);
  const isProxy = (address: string): boolean => proxies !== undefined && isIP(address) !== 0 && proxies.check(address, familyOf(address));
  return ({ socket, headers }) => {
    let address = plain(socket.remoteAddress ?? '');
    if (!isProxy(address)) return address;
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    // Each proxy adds the address that it saw at the end.
    while (isProxy(address)) {
      const before = plain(withoutPort((forwarded.pop() ?? '').trim()));
      if (isIP(before) === 0) break;
      address = before;
    }
    return address;
  };
}

function proxyList(trusted: readonly string[]): BlockList | undefined {
  if (trusted.length === 0) return undefined;
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** IPv4 as IPv4, where the socket speaks IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

const withoutPort = (text: string): string => /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, '$1');

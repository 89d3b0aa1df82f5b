import type { IncomingMessage } from 'node:http';

import ipaddr from 'ipaddr.js';

/**
 * Where a request comes from: an IPv4 address, or the IPv6 network of one customer, who has 2^64 addresses.
 *
 * @param header in which the proxy in front tells the client's address, if there is one
 * @returns undefined where nothing tells
 */
export function placeOf(
  { headers, socket }: IncomingMessage,
  header: string | undefined,
): string | undefined {
  const told = header === undefined ? undefined : headers[header];
  const address = [told, socket.remoteAddress].find(isAddress);
  if (address === undefined) return undefined;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

function isAddress(text: string | string[] | undefined): text is string {
  return typeof text === 'string' && ipaddr.isValid(text);
}

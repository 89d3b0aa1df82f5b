import type { IncomingMessage } from 'node:http';

import type { Client } from '@caisse/subgraph-kit';

import type { BrowserCookies } from './browser-cookies.ts';
import { placeOf } from './place.ts';

const AGENT_LENGTH = 300;

/**
 * What the services may know of who asks.
 *
 * @param rootFields of the operation: a renewal token goes with what renews, and with nothing else
 * @param addressHeader in which the proxy in front tells the client's address
 */
export function clientOf(
  request: IncomingMessage,
  cookies: BrowserCookies | null,
  rootFields: ReadonlySet<string>,
  addressHeader: string | undefined,
): Client {
  const address = placeOf(request, addressHeader);
  const agent = request.headers['user-agent']?.slice(0, AGENT_LENGTH);
  const renewal = rootFields.has('renouvelerJeton') ? cookies?.renewal : undefined;
  return {
    ...(address !== undefined && { address }),
    ...(agent !== undefined && { agent }),
    ...(cookies && { device: cookies.device, keepsRenewal: true }),
    ...(renewal !== undefined && { renewal }),
  };
}

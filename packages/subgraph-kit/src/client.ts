import { z } from 'zod';

/** Header in which the router tells a service about the client that asks; believed of the router alone. */
export const CLIENT_HEADER = 'x-client';

const schema = z.object({
  /** The network that the request came from: an IPv4 address, or the first half of an IPv6 one. */
  address: z.string().max(64).optional(),
  /** What the browser is known by, if it keeps cookies: nobody can guess another's. */
  device: z.string().max(64).optional(),
  /** What the client calls itself. */
  agent: z.string().max(300).optional(),
  /** The renewal token that the browser keeps out of the reach of its scripts. */
  renewal: z.string().max(200).optional(),
  /** The client wants its renewal token kept there, and not in the answer. */
  keepsRenewal: z.boolean().optional(),
});

/** Who asks, as far as the network tells: it proves nothing, and serves to tell one place from another. */
export type Client = z.output<typeof schema>;

export function writeClient(client: Client): string {
  return Buffer.from(JSON.stringify(client)).toString('base64url');
}

/** @returns what the header says; nothing where it is absent or says nothing that can be understood */
export function readClient(header: string | undefined): Client {
  if (header === undefined) return {};
  try {
    const { data } = schema.safeParse(JSON.parse(Buffer.from(header, 'base64url').toString()));
    return data ?? {};
  } catch {
    return {};
  }
}

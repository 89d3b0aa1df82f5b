import { z } from 'zod';

const answer = z.object({ etat: z.string(), montant: z.number().int().optional() });

/** What the payment provider holds under a key. Null: it never heard of it. */
export type Held = z.infer<typeof answer> | null;

/** The payment provider, asked and never told. Keys are those of vente: `<sale or return>:<rank of the card>`. */
export interface Provider {
  authorisation(key: string): Promise<Held>;
  refund(key: string): Promise<Held>;
}

/**
 * The provider over HTTP: the two readings of the table in vente's terminal-http.ts.
 *
 * @param url as vente has it (`TERMINAL_URL`)
 */
export function providerOverHttp(url: string, timeoutMs = 5_000): Provider {
  const base = url.replace(/\/+$/, '');
  const ask = async (path: string, key: string): Promise<Held> => {
    const response = await fetch(`${base}/${path}/${encodeURIComponent(key)}`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    // Read in every case, so that the connection serves again.
    const text = await response.text();
    if (response.status === 404) return null;
    if (response.status !== 200) {
      throw new Error(`The payment provider answered ${response.status} to ${path}/${key}`);
    }
    return answer.parse(JSON.parse(text));
  };
  return {
    authorisation: (key) => ask('autorisations', key),
    refund: (key) => ask('remboursements', key),
  };
}

import { randomUUID } from 'node:crypto';

import type { Client } from './client.ts';
import { readDocuments } from './documents.ts';

/** An open till that fills carts and checks them out, as the tests need it. */
export interface Till {
  sessionId: string;
  /** Makes a cart that holds [produitId, quantite] lines and gives its id. */
  panier(lignes: readonly (readonly [produitId: string, quantite: number])[]): Promise<string>;
  /** Sends `checkout` and gives the member of its result union. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  checkout(input: Record<string, unknown>): Promise<any>;
}

/** Opens a till that is still closed. */
export async function createTill(client: Client, caisseId: string): Promise<Till> {
  const documents = readDocuments();
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const play = async (name: string, variables: Record<string, unknown>): Promise<any> =>
    Object.values(await client.run(documents.get(name) ?? '', variables))[0];
  const session = await play('ouvrir-session', { caisseId, fondDeCaisse: 10_000 });
  if (session.__typename !== 'SessionCaisse') throw new Error(JSON.stringify(session));
  return {
    sessionId: session.id,
    panier: async (lignes) => {
      const panierId = randomUUID();
      await play('creer-panier', { id: panierId, sessionCaisseId: session.id });
      for (const [produitId, quantite] of lignes) {
        const added = await play('ajouter-au-panier', { panierId, produitId, quantite });
        if (added.__typename !== 'Panier') throw new Error(JSON.stringify(added));
      }
      return panierId;
    },
    checkout: (input) => play('checkout', { input }),
  };
}

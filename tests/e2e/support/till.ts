import { randomUUID } from 'node:crypto';

import { caissierDe } from '../../support/identites.ts';
import type { Client } from './client.ts';
import { readDocuments } from './documents.ts';

/** An open till that fills carts and checks them out, as the tests need it. */
export interface Till {
  sessionId: string;
  /** Makes a cart that holds [produitId, quantite] lines and gives its id. */
  panier(lignes: readonly (readonly [produitId: string, quantite: number])[]): Promise<string>;
  /** Sends `checkout` until it has an answer, and gives the member of its result union. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  checkout(input: Record<string, unknown>): Promise<any>;
}

/** Opens a till that is still closed, as a cashier of its store: two tills each. */
export async function createTill(anybody: Client, caisseId: string): Promise<Till> {
  const client = anybody.as(caissierDe(Math.ceil(Number(caisseId) / 2)));
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
    checkout: async (input) => {
      // As a till does: an outage or a busy sale is no answer yet, and the same venteId is sent again.
      for (let attempt = 1; ; attempt += 1) {
        const { data, errors } = await client.send(documents.get('checkout') ?? '', { input });
        const again =
          errors?.[0]?.extensions?.code === 'SERVICE_INDISPONIBLE' ||
          data?.checkout.__typename === 'VenteEnCours';
        if (again && attempt < 20) continue;
        if (errors) throw new Error(JSON.stringify({ input, errors }, null, 2));
        return data.checkout;
      }
    },
  };
}

import { randomUUID } from 'node:crypto';

import type { Client } from '../e2e/support/client.ts';
import { readDocuments } from '../e2e/support/documents.ts';
import { createTill } from '../e2e/support/till.ts';
import { gerantDe, LOGISTIQUE } from '../support/identites.ts';

/** Activity that goes on until it is told to stop. */
export interface Activite {
  /** Stops, and waits for the sale in hand. */
  arreter(): Promise<void>;
}

/** What is sold out in store 1, so that there is a shortage to show. */
const EPUISE = '5';

/**
 * A store's day in small: sales in cash, a return, a sale that lacks stock, carts, catalogue pages, again and again. Every
 * figure of the dashboards has something to say meanwhile.
 */
export async function ouvrirActivite(client: Client): Promise<Activite> {
  const documents = readDocuments();
  const jouer = (nom: string, variables: Record<string, unknown>, personne = gerantDe(1)) =>
    client.as(personne).run(documents.get(nom) ?? '', variables);
  const till = await createTill(client, '1');
  const vendre = async (produitId: string) => {
    const venteId = randomUUID();
    const panierId = await till.panier([[produitId, 1]]);
    const paiements = [{ mode: 'COMPTANT', montant: 100_000 }];
    await till.checkout({ venteId, panierId, paiements });
    return venteId;
  };
  await vider((nom, variables) => jouer(nom, variables, LOGISTIQUE));

  const fin = new AbortController();
  const tour = async () => {
    await vendre('1');
    const venteId = await vendre('2');
    const lignes = [{ produitId: '2', quantite: 1 }];
    const retour = { annulationId: randomUUID(), venteId, motif: 'Essai', lignes };
    await jouer('annuler-vente', { input: retour });
    await vendre(EPUISE);
    await jouer('rechercher', { magasinId: '1', first: 20 });
  };
  const boucle = (async () => {
    while (!fin.signal.aborted) await tour();
  })();
  return {
    arreter: async () => {
      fin.abort();
      await boucle;
    },
  };
}

async function vider(
  jouer: (nom: string, variables: Record<string, unknown>) => Promise<unknown>,
): Promise<void> {
  const { produits } = (await jouer('rechercher', { magasinId: '1', first: 100 })) as {
    produits: { nodes: { id: string; stock: { disponible: number } }[] };
  };
  const quantite = produits.nodes.find(({ id }) => id === EPUISE)?.stock.disponible ?? 0;
  const lignes = [{ produitId: EPUISE, quantite }];
  const input = { transfertId: randomUUID(), sourceId: '1', destinationId: '6', lignes };
  if (quantite > 0) await jouer('transferer-stock', { input });
}

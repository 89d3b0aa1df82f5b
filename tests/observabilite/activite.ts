import { randomUUID } from 'node:crypto';

import type { Client } from '../e2e/support/client.ts';
import { readDocuments } from '../e2e/support/documents.ts';
import { createTill } from '../e2e/support/till.ts';
import { type Compte, SE_CONNECTER } from '../support/comptes.ts';
import { gerantDe, LOGISTIQUE } from '../support/identites.ts';

/** Activity that goes on until it is told to stop. */
export interface Activite {
  /** Stops, and waits for the sale in hand. */
  arreter(): Promise<void>;
}

/** What is sold out in store 1, so that there is a shortage to show. */
const EPUISE = '5';

/**
 * A store's day in small: sales in cash, a return, a sale that lacks stock, carts, catalogue pages, somebody who signs in
 * and out, again and again. Every figure of the dashboards has something to say meanwhile.
 *
 * @param compte of who signs in, mistyping the first time
 */
export async function ouvrirActivite(
  client: Client,
  url: string,
  compte: Compte,
): Promise<Activite> {
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
  await entrer(url, { ...compte, motDePasse: 'mauvais' });

  const fin = new AbortController();
  let tours = 0;
  const tour = async () => {
    await vendre('1');
    const venteId = await vendre('2');
    const lignes = [{ produitId: '2', quantite: 1 }];
    const retour = { annulationId: randomUUID(), venteId, motif: 'Essai', lignes };
    await jouer('annuler-vente', { input: retour });
    await vendre(EPUISE);
    await jouer('rechercher', { magasinId: '1', first: 20 });
    // More often, and the router would find that this address signs in too much.
    if (tours % 10 === 0) await entrerEtSortir(url, compte);
    tours += 1;
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

async function entrer(url: string, { identifiant, motDePasse }: Compte) {
  const variables = { input: { identifiant, motDePasse } };
  const { seConnecter } = await demander(url, { query: SE_CONNECTER, variables });
  return seConnecter as { jeton?: string } | undefined;
}

async function entrerEtSortir(url: string, compte: Compte): Promise<void> {
  const { jeton } = (await entrer(url, compte)) ?? {};
  await demander(url, { query: 'mutation { seDeconnecter { fermeeLe } }' }, jeton);
}

/** Asks the router by a token of its own making, not by the tests'. */
async function demander(
  url: string,
  requete: { query: string; variables?: object },
  jeton?: string,
): Promise<Record<string, unknown>> {
  const reponse = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(jeton !== undefined && { authorization: `Bearer ${jeton}` }),
    },
    body: JSON.stringify(requete),
  });
  const { data } = (await reponse.json()) as { data?: Record<string, unknown> };
  return data ?? {};
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

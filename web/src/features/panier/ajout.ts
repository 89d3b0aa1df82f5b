import type { ApolloClient } from '@apollo/client';
import type { Issue } from '../../shared/api/use-envoi.ts';
import type { Balayage, ProduitAjoute } from './balayages.ts';
import type { ReponsePanier } from './echec.ts';
import type { useAjouterAuPanier, useCreerPanier } from './mutations.ts';
import { quantiteConnue } from './quantite.ts';

export type Envois = {
  client: ApolloClient;
  sessionId: string;
  creer: ReturnType<typeof useCreerPanier>[0];
  ajouter: ReturnType<typeof useAjouterAuPanier>[0];
};

/**
 * Adds a product at the price on screen; the first one brings the cart itself into being. The addition has an
 * id of its own, so that sending it again after a lost answer adds once.
 */
export async function ajouter(
  { client, sessionId, creer, ajouter: envoyer }: Envois,
  panierId: string,
  { id: ajoutId, quantite }: Balayage,
  { id: produitId, prix: prixAffiche }: ProduitAjoute,
): Promise<Issue<ReponsePanier>> {
  if (quantiteConnue(client.cache, panierId, produitId) === null) {
    const cree = await creer({ input: { id: panierId, sessionCaisseId: sessionId } });
    if (cree.sorte === 'panne' || cree.resultat.__typename !== 'Panier') return cree;
  }
  return envoyer({ input: { panierId, produitId, quantite, ajoutId, prixAffiche } });
}

import type { ApolloClient } from '@apollo/client';
import { v7 as uuidv7 } from 'uuid';
import type { Issue } from '../../shared/api/use-envoi.ts';
import type { ReponsePanier } from './echec.ts';
import type { Envoi, File } from './file.ts';
import type { useAjouterAuPanier, useCreerPanier } from './mutations.ts';
import { quantiteConnue } from './quantite.ts';

export type ProduitAjoute = { id: string; nom: string; prix: number };

export type Moyens = {
  client: ApolloClient;
  panierId: string;
  sessionId: string;
  enFile: File;
  creer: ReturnType<typeof useCreerPanier>[0];
  ajouter: ReturnType<typeof useAjouterAuPanier>[0];
};

/**
 * Adds a product at the price on screen; the first one brings the cart itself into being. The addition has an
 * id of its own, so that sending it again after a lost answer adds once.
 */
export function preparerAjout(moyens: Moyens, produit: ProduitAjoute, quantite: number): Envoi {
  const { client, panierId, sessionId, enFile, creer, ajouter } = moyens;
  const ajoutId = uuidv7();
  const input = { panierId, produitId: produit.id, quantite, ajoutId, prixAffiche: produit.prix };

  const envoyer = async (): Promise<Issue<ReponsePanier>> => {
    if (quantiteConnue(client.cache, panierId, produit.id) === null) {
      const cree = await creer({ input: { id: panierId, sessionCaisseId: sessionId } });
      if (cree.sorte === 'panne' || cree.resultat.__typename !== 'Panier') return cree;
    }
    return ajouter({ input });
  };

  const surPrix = (prix: number) => enFile(preparerAjout(moyens, { ...produit, prix }, quantite));
  return { envoyer, produitId: produit.id, surPrix };
}

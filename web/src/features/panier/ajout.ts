import type { ApolloClient } from '@apollo/client';
import { lirePanne } from '../../shared/api/panne.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';
import type { ReponsePanier } from './echec.ts';
import type { Envoi, File } from './file.ts';
import type { useAjouterAuPanier, useCreerPanier } from './mutations.ts';
import { quantiteAuServeur, quantiteConnue } from './quantite.ts';

export type ProduitAjoute = { id: string; nom: string; prix: number };

export type Moyens = {
  client: ApolloClient;
  panierId: string;
  sessionId: string;
  enFile: File;
  creer: ReturnType<typeof useCreerPanier>[0];
  ajouter: ReturnType<typeof useAjouterAuPanier>[0];
};

const DEJA_FAIT: Issue<ReponsePanier> = { sorte: 'reponse', resultat: { __typename: 'Panier' } };

/** Adds a product at the price on screen; the first one brings the cart itself into being. */
export function preparerAjout(moyens: Moyens, produit: ProduitAjoute, quantite: number): Envoi {
  const { client, panierId, sessionId, enFile, creer, ajouter } = moyens;
  const input = { panierId, produitId: produit.id, quantite, prixAffiche: produit.prix };
  let avant = 0;

  const envoyer = async (): Promise<Issue<ReponsePanier>> => {
    const connue = quantiteConnue(client.cache, panierId, produit.id);
    if (connue === null) {
      const cree = await creer({ input: { id: panierId, sessionCaisseId: sessionId } });
      if (cree.sorte === 'panne' || cree.resultat.__typename !== 'Panier') return cree;
    }
    avant = connue ?? 0;
    return ajouter({ input });
  };

  // Adding twice is not adding once: after a lost answer, look before sending again.
  const renvoyer = async (): Promise<Issue<ReponsePanier>> => {
    try {
      const maintenant = await quantiteAuServeur(client, panierId, produit.id);
      if (maintenant !== null && maintenant >= avant + quantite) return DEJA_FAIT;
      return await envoyer();
    } catch (erreur) {
      return { sorte: 'panne', panne: lirePanne(erreur) };
    }
  };

  const surPrix = (prix: number) => enFile(preparerAjout(moyens, { ...produit, prix }, quantite));
  return { envoyer, renvoyer, produitId: produit.id, surPrix };
}

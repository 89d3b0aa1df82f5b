import type { RenouvelerPanierMutation } from '../../shared/api/generated/graphql.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';
import type { Changement } from '../../shared/caisse/etat-caisse.ts';
import type { CaisseGardee } from '../../shared/caisse/use-etat-caisse.ts';
import { lireEchec, type Echec } from './echec.ts';

type LigneChangee = Omit<Changement, 'produitId' | 'nom'> & {
  produit: { id: string };
  nomProduit: string;
};

export type ReponseRenouvellement =
  | { __typename: 'PanierRenouvele'; panier: { id: string }; changements: readonly LigneChangee[] }
  | Exclude<RenouvelerPanierMutation['renouvelerPanier'], { __typename: 'PanierRenouvele' }>;

export type Moyens = Pick<CaisseGardee, 'lire' | 'changer'> & {
  envoyer: (panierId: string, nouveauPanierId: string) => Promise<Issue<ReponseRenouvellement>>;
  nouvelId: () => string;
};

const lireChangement = (ligne: LigneChangee): Changement => ({
  produitId: ligne.produit.id,
  nom: ligne.nomProduit,
  quantite: ligne.quantite,
  ancienPrix: ligne.ancienPrix,
  nouveauPrix: ligne.nouveauPrix,
  statutModifie: ligne.statutModifie,
  retire: ligne.retire,
});

/**
 * Has a cart made again at today's prices and taxes, and keeps what changed with it until the cashier has read it.
 * Asked again after a lost answer, the server gives the same cart and the same changes. Null when it is done.
 */
export async function renouveler(
  { lire, changer, envoyer, nouvelId }: Moyens,
  panierId: string,
): Promise<Echec | null> {
  // The button was pressed twice, and the first time has done it.
  if (lire().panierId !== panierId) return null;
  const issue = await envoyer(panierId, nouvelId());
  if (issue.sorte === 'panne') return lireEchec(issue);
  const { resultat } = issue;
  if (resultat.__typename !== 'PanierRenouvele') return lireEchec({ sorte: 'reponse', resultat });
  const changements = resultat.changements.map(lireChangement);
  const nouveau = { panierId: resultat.panier.id, changements };
  await changer((avant) => (avant.panierId === panierId ? { ...avant, ...nouveau } : avant));
  return null;
}

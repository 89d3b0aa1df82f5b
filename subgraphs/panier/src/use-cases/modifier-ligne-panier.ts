import { type Identity, ownStore } from '@caisse/subgraph-kit';
import {
  echec,
  type Echec,
  enCle,
  enUuid,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { IssueQuantite } from '../domain/issues.ts';
import { type Panier, verifierQuantite } from '../domain/panier.ts';
import { type EchecPanier, panierIntrouvable, refuser } from './refus.ts';

export type ResultatLigne =
  | { __typename: 'Panier'; panier: Panier }
  | EchecPanier
  | Echec<'LigneIntrouvable'>
  | SaisieInvalide;

interface Dependances {
  identity: Identity;
  paniers: {
    fixerQuantite(
      id: string,
      produitId: number,
      quantite: number,
      magasinId: number | null,
    ): Promise<IssueQuantite>;
  };
}

/** No product has it: a product id that cannot exist is looked for like any other, after the cart itself. */
const AUCUN_PRODUIT = 0;

/**
 * Sets the quantity of a line; zero removes it. The price of the line stays that of its adding.
 *
 * @throws PublicError INTERDIT when the cart is of another store
 */
export async function modifierLignePanier(
  { identity, paniers }: Dependances,
  { panierId, produitId, quantite }: { panierId: string; produitId: string; quantite: number },
): Promise<ResultatLigne> {
  const champs = verifierQuantite(quantite, 0);
  if (champs.length > 0) return saisieInvalide(champs);
  const id = enUuid(panierId);
  if (id === null) return panierIntrouvable(panierId);

  const cle = enCle(produitId) ?? AUCUN_PRODUIT;
  const issue = await paniers.fixerQuantite(id, cle, quantite, ownStore(identity));
  switch (issue.verdict) {
    case 'FAIT':
      return { __typename: 'Panier', panier: issue.panier };
    case 'LIGNE_INTROUVABLE':
      return echec('LigneIntrouvable', 'Ce produit n’est pas dans le panier.');
    case 'INTROUVABLE':
    case 'AUTRE_MAGASIN':
    case 'NON_MODIFIABLE':
    case 'EXPIRE':
      return refuser(issue, panierId);
  }
}

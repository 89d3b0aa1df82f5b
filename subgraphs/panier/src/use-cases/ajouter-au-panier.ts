import { statutsAPartirDu, type StatutsDates } from '@caisse/fiscalite';
import { type Identity, ownStore } from '@caisse/subgraph-kit';
import {
  echec,
  type Echec,
  enCle,
  enDollars,
  enUuid,
  type Montant,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { IssueAjout } from '../domain/issues.ts';
import { type CopieProduit, type Panier, verifierQuantite } from '../domain/panier.ts';
import { type EchecPanier, panierIntrouvable, refuser } from './refus.ts';

/** The catalogue's price is not the one shown at the till, or not the one of the line. */
export interface PrixModifie extends Echec<'PrixModifie'> {
  ancienPrix: Montant;
  nouveauPrix: Montant;
}

export type ResultatAjout =
  | { __typename: 'Panier'; panier: Panier }
  | EchecPanier
  | Echec<'ProduitIntrouvable'>
  | PrixModifie
  | Echec<'StatutModifie'>
  | Echec<'CleReutilisee'>
  | SaisieInvalide;

interface Catalogue {
  nom: string;
  prix: Montant;
  actif: boolean;
  statuts: StatutsDates;
}

interface Dependances {
  identity: Identity;
  /** Business day, YYYY-MM-DD. */
  aujourdhui: string;
  /** Past any cache: what it says is charged. */
  produits: { produits(ids: readonly number[], jour: string): Promise<Catalogue[]> };
  paniers: {
    ajouter(
      id: string,
      produitId: number,
      quantite: number,
      copie: CopieProduit,
      ajoutId: string | null,
      magasinId: number | null,
    ): Promise<IssueAjout>;
  };
}

interface Saisie {
  panierId: string;
  produitId: string;
  quantite: number;
  /** Id that the till gave to this addition, so that it may be sent again. */
  ajoutId?: string | null | undefined;
  /** What the till shows, in cents: an addition at another price is refused. */
  prixAffiche?: Montant | null | undefined;
}

/**
 * Adds a product to a cart, at the price that the catalogue has at this moment, with its tax statuses in force and
 * to come.
 *
 * @throws PublicError INTERDIT when the cart is of another store
 */
export async function ajouterAuPanier(
  { identity, aujourdhui, produits, paniers }: Dependances,
  { panierId, produitId, quantite, ajoutId, prixAffiche }: Saisie,
): Promise<ResultatAjout> {
  const champs = verifierQuantite(quantite, 1);
  if (champs.length > 0) return saisieInvalide(champs);
  const id = enUuid(panierId);
  if (id === null) return panierIntrouvable(panierId);

  const cle = enCle(produitId);
  const [produit] = cle === null ? [] : await produits.produits([cle], aujourdhui);
  if (cle === null || !produit?.actif) {
    return echec('ProduitIntrouvable', `Aucun produit en vente ne porte le numéro ${produitId}.`);
  }
  const { nom, prix } = produit;
  if (typeof prixAffiche === 'number' && prixAffiche !== prix) {
    const message = `« ${nom} » coûte maintenant ${enDollars(prix)} et non ${enDollars(prixAffiche)}. Vérifiez le prix, puis ajoutez-le de nouveau.`;
    return { ...echec('PrixModifie', message), ancienPrix: prixAffiche, nouveauPrix: prix };
  }

  const statuts = statutsAPartirDu(produit.statuts, aujourdhui);
  const copie = { nomProduit: nom, prixUnitaire: prix, statuts };
  const magasinId = ownStore(identity);
  const issue = await paniers.ajouter(id, cle, quantite, copie, ajoutId ?? null, magasinId);
  switch (issue.verdict) {
    case 'FAIT':
      return { __typename: 'Panier', panier: issue.panier };
    case 'PRIX_MODIFIE': {
      const ancienPrix = issue.prixUnitaire;
      const message = `« ${nom} » est au panier à ${enDollars(ancienPrix)} et coûte maintenant ${enDollars(prix)}. Retirez la ligne, puis ajoutez le produit de nouveau.`;
      return { ...echec('PrixModifie', message), ancienPrix, nouveauPrix: prix };
    }
    case 'STATUT_MODIFIE':
      return echec(
        'StatutModifie',
        `Les taxes de « ${nom} » ont changé depuis qu’il est au panier. Retirez la ligne, puis ajoutez le produit de nouveau.`,
      );
    case 'QUANTITE_EXCESSIVE':
      return saisieInvalide([
        {
          champ: 'quantite',
          message: `Le panier contient déjà ${issue.quantite} « ${nom} » : une ligne ne dépasse pas 9 999.`,
        },
      ]);
    case 'TROP_DE_LIGNES':
      return saisieInvalide([
        { champ: 'produitId', message: 'Un panier compte au plus 500 produits différents.' },
      ]);
    case 'CLE_REUTILISEE':
      return echec('CleReutilisee', 'Cet identifiant d’ajout a déjà servi à un autre ajout.');
    case 'INTROUVABLE':
    case 'AUTRE_MAGASIN':
    case 'NON_MODIFIABLE':
    case 'EXPIRE':
      return refuser(issue, panierId);
  }
}

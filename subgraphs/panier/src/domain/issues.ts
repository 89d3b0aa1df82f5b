import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { Panier } from './panier.ts';

/** The cart, as it is after the attempt. */
type Trouve<Verdict extends string> = { verdict: Verdict; panier: Panier };

/** The cart is of another store than the one of who asks: nothing more is said of it. */
type AutreMagasin = { verdict: 'AUTRE_MAGASIN' };

/** Why a cart was not changed. */
export type RefusPanier =
  | { verdict: 'INTROUVABLE' }
  | AutreMagasin
  | Trouve<'NON_MODIFIABLE'>
  /** The cart is of an earlier business day. */
  | { verdict: 'EXPIRE' };

export type IssueVidage = Trouve<'FAIT'> | RefusPanier;

export type IssueQuantite = Trouve<'FAIT'> | RefusPanier | { verdict: 'LIGNE_INTROUVABLE' };

export type IssueAjout =
  | Trouve<'FAIT'>
  | RefusPanier
  /** The addition's id was used for another one. */
  | { verdict: 'CLE_REUTILISEE' }
  /** The cart has as many lines as a sale may have. */
  | { verdict: 'TROP_DE_LIGNES' }
  /** The line has another price than the one asked for. */
  | { verdict: 'PRIX_MODIFIE'; prixUnitaire: Montant }
  /** The line has other tax statuses than the product has now. */
  | { verdict: 'STATUT_MODIFIE' }
  /** With the `quantite` that the line holds already, it would be too much. */
  | { verdict: 'QUANTITE_EXCESSIVE'; quantite: number };

export type IssueRenouvellement =
  | Trouve<'FAIT'>
  | RefusPanier
  /** The id of the new cart is that of another one. */
  | { verdict: 'CLE_REUTILISEE' }
  /** The lines are not those that were read. */
  | { verdict: 'RELIRE' };

export type IssueGel =
  | Trouve<'FAIT'>
  | { verdict: 'INTROUVABLE' }
  | AutreMagasin
  | { verdict: 'INDISPONIBLE' }
  | { verdict: 'EXPIRE' }
  | { verdict: 'VIDE' };

import { type Statuts, type StatutsDates, statutsEnVigueur } from '@caisse/fiscalite';
import { type ChampInvalide, jourDe, type Montant } from '@caisse/subgraph-kit/domaine';

export type StatutPanier = 'OUVERT' | 'FIGE' | 'ENCAISSE';

/** What is copied from the catalogue when a product is added: a later change of the catalogue leaves it. */
export interface CopieProduit {
  nomProduit: string;
  /** Before taxes. */
  prixUnitaire: Montant;
  /** Of both taxes, in force at the adding and to come, as `statutsAPartirDu` gives them: the day of the sale chooses. */
  statuts: StatutsDates;
}

/** A product of a cart; a cart has at most one line per product. */
export interface LignePanier extends CopieProduit {
  produitId: number;
  quantite: number;
}

/** What is no longer as it was for a line, when its cart is made again. */
export interface ChangementLigne {
  produitId: number;
  nomProduit: string;
  quantite: number;
  ancienPrix: Montant;
  /** null when the product is not sold any more. */
  nouveauPrix: Montant | null;
  /** The status of a tax is another than on the day of the cart. */
  statutModifie: boolean;
  /** The product is not sold any more: the new cart is without it. */
  retire: boolean;
}

/** A customer's purchases at a till. */
export interface Panier {
  id: string;
  sessionCaisseId: string;
  caisseId: number;
  magasinId: number;
  statut: StatutPanier;
  /** Business day of the cart, YYYY-MM-DD: it is filled and sold on that day. */
  jour: string;
  /** Business day of the sale that holds the cart; null while it is open, and in carts frozen before that was kept. */
  jourVente: string | null;
  /** When the sale that holds the cart froze it; null while the cart is open. */
  figeLe: Date | null;
  /** In the order of adding. */
  lignes: LignePanier[];
  /** In a cart that took the place of another: what changed for its lines; null in the others. */
  changements: ChangementLigne[] | null;
}

/**
 * The day that decides the taxes of a cart: today while it is open, then the one of its sale.
 *
 * @param aujourdhui business day, YYYY-MM-DD
 */
export function jourDesTaxes(
  { jourVente, figeLe }: Pick<Panier, 'jourVente' | 'figeLe'>,
  aujourdhui: string,
): string {
  return jourVente ?? (figeLe ? jourDe(figeLe) : aujourdhui);
}

/** The lines with the statuses that decide on a day. */
export function lignesAuJour(
  lignes: readonly LignePanier[],
  jour: string,
): (LignePanier & Statuts)[] {
  return lignes.map((ligne) => ({ ...ligne, ...statutsEnVigueur(ligne.statuts, jour) }));
}

export const QUANTITE_MAXIMUM = 9_999;

/**
 * Checks a quantity.
 *
 * @param quantite as typed
 * @param minimum 1 to add, 0 to set: zero removes the line
 * @returns the refused field: none when all is well
 */
export function verifierQuantite(quantite: number, minimum: 0 | 1): ChampInvalide[] {
  const valable = Number.isInteger(quantite) && quantite >= minimum && quantite <= QUANTITE_MAXIMUM;
  return valable
    ? []
    : [{ champ: 'quantite', message: `La quantité doit être de ${minimum} à 9 999.` }];
}

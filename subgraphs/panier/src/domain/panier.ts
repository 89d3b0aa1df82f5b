import type { StatutTaxe } from '@caisse/fiscalite';
import type { ChampInvalide, Montant } from '@caisse/subgraph-kit/domaine';

export type StatutPanier = 'OUVERT' | 'FIGE' | 'ENCAISSE';

/** What is copied from the catalogue when a product is added: a later change of the catalogue leaves it. */
export interface CopieProduit {
  nomProduit: string;
  /** Before taxes. */
  prixUnitaire: Montant;
  statutTps: StatutTaxe;
  statutTvq: StatutTaxe;
}

/** A product of a cart; a cart has at most one line per product. */
export interface LignePanier extends CopieProduit {
  produitId: number;
  quantite: number;
}

/** A customer's purchases at a till. */
export interface Panier {
  id: string;
  sessionCaisseId: string;
  caisseId: number;
  magasinId: number;
  statut: StatutPanier;
  /** When the sale that holds the cart froze it; null while the cart is open. */
  figeLe: Date | null;
  /** In the order of adding. */
  lignes: LignePanier[];
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

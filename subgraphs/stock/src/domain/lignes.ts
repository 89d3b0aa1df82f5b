import { type ChampInvalide, enCle } from '@caisse/subgraph-kit/domaine';

/** A product and a quantity, as a client sends them. */
export interface LigneSaisie {
  produitId: string;
  quantite: number;
}

/** A product and a quantity, checked. */
export interface Ligne {
  produitId: number;
  quantite: number;
}

/** What lines must keep to. */
export interface Bornes {
  lignes: number;
  /** Of one line. */
  quantite: number;
}

/** Bounds of a transfer, those of its form. */
export const BORNES_TRANSFERT: Bornes = { lignes: 100, quantite: 9_999 };

/** Bounds of what services ask: wide, but such that the sum of all lines is a GraphQL Int. */
export const BORNES_SERVICE: Bornes = { lignes: 1_000, quantite: 1_000_000 };

const NOMBRE = new Intl.NumberFormat('fr-CA');

/**
 * Checks lines, and adds up those of the same product: a product typed or scanned twice is meant twice.
 *
 * @param saisies lines as sent
 * @returns the lines to apply, by product, and the refused fields: none when all is well
 */
export function verifierLignes(
  saisies: readonly LigneSaisie[],
  bornes: Bornes,
): { lignes: Ligne[]; champs: ChampInvalide[] } {
  if (saisies.length < 1 || saisies.length > bornes.lignes) {
    const message = `Il faut de 1 à ${NOMBRE.format(bornes.lignes)} lignes.`;
    return { lignes: [], champs: [{ champ: 'lignes', message }] };
  }
  const champs: ChampInvalide[] = [];
  const quantites = new Map<number, number>();
  saisies.forEach(({ produitId, quantite }, rang) => {
    const cle = enCle(produitId);
    if (cle === null) champs.push(produitInconnu(rang, produitId));
    if (!Number.isInteger(quantite) || quantite < 1 || quantite > bornes.quantite) {
      const message = `La quantité doit être de 1 à ${NOMBRE.format(bornes.quantite)}.`;
      champs.push({ champ: `lignes.${rang}.quantite`, message });
    }
    if (cle !== null) quantites.set(cle, (quantites.get(cle) ?? 0) + quantite);
  });
  const lignes = [...quantites].map(([produitId, quantite]) => ({ produitId, quantite }));
  return { lignes: lignes.sort((a, b) => a.produitId - b.produitId), champs };
}

/** The refusal of a line whose product no place holds. */
export function produitInconnu(rang: number, produitId: string): ChampInvalide {
  return {
    champ: `lignes.${rang}.produitId`,
    message: `Aucun lieu ne tient de produit au numéro ${produitId}.`,
  };
}

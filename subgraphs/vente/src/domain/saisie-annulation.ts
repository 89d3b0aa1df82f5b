import { type ChampInvalide, enCle, lireTexte } from '@caisse/subgraph-kit/domaine';

/** A checked return. */
export interface SaisieAnnulation {
  venteId: string;
  motif: string;
  /** One line per product, sorted; null: everything that is left. */
  lignes: LigneRapportee[] | null;
}

export interface LigneRapportee {
  produitId: number;
  quantite: number;
}

interface LigneBrute {
  produitId: string;
  quantite: number;
}

const MOTIF_MAXIMUM = 200;
const LIGNES_MAXIMUM = 1_000;
const QUANTITE_MAXIMUM = 9_999;

/**
 * Reads the reason, puts together the lines of one product, and checks every value.
 *
 * @param brute as sent; `venteId` is left as it is
 * @returns the return to make, and the refused fields: none when all is well
 */
export function verifierAnnulation(brute: {
  venteId: string;
  motif: string;
  lignes: readonly LigneBrute[] | null;
}): { saisie: SaisieAnnulation; champs: ChampInvalide[] } {
  const motif = lireMotif(brute.motif);
  return {
    saisie: {
      venteId: brute.venteId,
      motif: motif.texte,
      lignes: brute.lignes && regrouper(brute.lignes),
    },
    champs: [...motif.champs, ...(brute.lignes ? verifierLignes(brute.lignes) : [])],
  };
}

/** Reads the reason that a person gives: the one to keep, and the refused field, none when all is well. */
export function lireMotif(motif: string): { texte: string; champs: ChampInvalide[] } {
  const regles = { champ: 'motif', designation: 'La raison', minimum: 1 } as const;
  return lireTexte(motif, { ...regles, maximum: MOTIF_MAXIMUM });
}

function verifierLignes(lignes: readonly LigneBrute[]): ChampInvalide[] {
  if (lignes.length === 0 || lignes.length > LIGNES_MAXIMUM) {
    return [{ champ: 'lignes', message: 'Il faut de 1 à 1 000 produits rapportés.' }];
  }
  return lignes.flatMap(({ produitId, quantite }, rang) => {
    const champs: ChampInvalide[] = [];
    if (enCle(produitId) === null) {
      champs.push({ champ: `lignes.${rang}.produitId`, message: 'Ce produit n’existe pas.' });
    }
    if (!Number.isInteger(quantite) || quantite < 1 || quantite > QUANTITE_MAXIMUM) {
      const message = 'La quantité doit être de 1 à 9 999.';
      champs.push({ champ: `lignes.${rang}.quantite`, message });
    }
    return champs;
  });
}

function regrouper(lignes: readonly LigneBrute[]): LigneRapportee[] {
  const quantites = new Map<number, number>();
  for (const ligne of lignes) {
    const produitId = enCle(ligne.produitId) ?? 0;
    quantites.set(produitId, (quantites.get(produitId) ?? 0) + ligne.quantite);
  }
  return [...quantites]
    .map(([produitId, quantite]) => ({ produitId, quantite }))
    .sort((a, b) => a.produitId - b.produitId);
}

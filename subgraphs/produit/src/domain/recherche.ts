import { enCle, lireRecherche, normaliserCode } from '@caisse/subgraph-kit/domaine';

/** A search, ready for the catalogue's indexes. */
export interface Recherche {
  /** What was typed or scanned, as codes are compared. */
  code: string;
  /** The same as a product's number, if it can be one. */
  numero: number | null;
  /**
   * Words that must all be found. Accents and case are left to the database, and so is escaping: a character may
   * become a wildcard only there.
   */
  mots: string[];
  /** True when no word is long enough for the trigram index: only the start of names is searched. */
  parPrefixe: boolean;
}

/** Longest search looked at; the rest is ignored. */
const LONGUEUR_MAXIMUM = 100;
/** A trigram index needs three characters. */
const MOT_INDEXABLE = 3;

/**
 * Prepares a search.
 *
 * @param saisie what was typed or scanned
 * @returns null when nothing is searched for
 */
export function preparerRecherche(saisie: string | null | undefined): Recherche | null {
  const brut = (saisie ?? '').slice(0, LONGUEUR_MAXIMUM);
  const texte = lireRecherche(brut);
  if (texte === '') return null;
  const mots = texte.split(' ');
  return {
    code: lireRecherche(normaliserCode(brut)),
    numero: enCle(texte),
    mots,
    parPrefixe: mots.every((mot) => mot.length < MOT_INDEXABLE),
  };
}

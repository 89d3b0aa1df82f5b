import { enCle } from '@caisse/subgraph-kit/domaine';

/** A search, ready for the catalogue's indexes. */
export interface Recherche {
  /** What was typed, trimmed: compared with barcodes. */
  texte: string;
  /** The same as a product's number, if it can be one. */
  numero: number | null;
  /** Words that must all be found, escaped for LIKE. Accents and case are left to the database. */
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
  const texte = (saisie ?? '').trim().slice(0, LONGUEUR_MAXIMUM);
  if (texte === '') return null;
  const mots = texte.split(/\s+/);
  return {
    texte,
    numero: enCle(texte),
    mots: mots.map((mot) => mot.replace(/[\\%_]/g, String.raw`\$&`)),
    parPrefixe: mots.every((mot) => mot.length < MOT_INDEXABLE),
  };
}

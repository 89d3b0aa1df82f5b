import { estGtin, normaliserCode } from '@caisse/subgraph-kit/codes';

/** What the person typed: how many, of what. `3*lait` is three of « lait »; without a star it is one. */
export type Saisie = { quantite: number; terme: string };

export function analyserSaisie(texte: string): Saisie {
  const fois = /^\s*(\d{1,4})\s*[*×]\s*(.*)$/.exec(texte);
  const quantite = Number(fois?.[1] ?? 1);
  return { quantite: Math.max(1, quantite), terme: (fois?.[2] ?? texte).trim() };
}

/** A barcode as a scanner types it: 8 to 14 digits (EAN-8, UPC-A, EAN-13, GTIN-14), with or without its prefix. */
export function estCodeBarres(terme: string): boolean {
  return estGtin(terme) || /^\d{8,14}$/.test(terme);
}

/**
 * What a scanner meant, whose code came after `avant` in the search field: a quantity before it is how many, digits
 * before it are its own when they complete it (a scanner that paused), and anything else is somebody's and stays.
 */
export function lireBalayage(avant: string, code: string): Saisie & { reste: string } {
  const { quantite, terme } = analyserSaisie(avant);
  if (terme === '') return { quantite, terme: code, reste: '' };
  const complet = terme + code;
  const aLui = estGtin(complet) || (!estGtin(code) && /^\d+$/.test(complet));
  if (aLui) return { quantite, terme: complet, reste: '' };
  return { quantite: 1, terme: code, reste: avant };
}

export type Candidat = { id: string; codeBarres?: string | null };

export type Decision =
  | { sorte: 'ajouter'; id: string }
  /** Looked up in its turn; an exact one is the product of that code or none. */
  | { sorte: 'chercher'; exact: boolean }
  | { sorte: 'inconnu' }
  | { sorte: 'rien' };

/**
 * What Enter means. `resultats` is null while the results of `terme` are not there yet; `choisi` is the
 * line that the person sees highlighted, -1 for none.
 *
 * A scanned code adds only its exact match, so that a slow answer can never add a neighbour.
 */
export function deciderEntree(
  terme: string,
  resultats: readonly Candidat[] | null,
  choisi: number,
): Decision {
  const exact = estCodeBarres(terme);
  if (resultats === null) return terme === '' ? { sorte: 'rien' } : { sorte: 'chercher', exact };
  const code = normaliserCode(terme);
  const trouve = resultats.find(
    ({ codeBarres }) => codeBarres && normaliserCode(codeBarres) === code,
  );
  if (trouve) return { sorte: 'ajouter', id: trouve.id };
  if (exact) return { sorte: 'chercher', exact };
  const vise = resultats[choisi];
  if (vise) return { sorte: 'ajouter', id: vise.id };
  return terme === '' ? { sorte: 'rien' } : { sorte: 'inconnu' };
}

/** The highlighted line after an arrow key; it stops at both ends. */
export function deplacer(choisi: number, pas: 1 | -1, nombre: number): number {
  if (nombre === 0) return -1;
  return Math.min(nombre - 1, Math.max(0, choisi + pas));
}

/** What a key asks of the till. */
export type CommandeCaisse =
  | 'aide'
  | 'chercher'
  | 'employe'
  | 'vider'
  | 'partager'
  | 'comptant'
  | 'carte'
  | 'plus'
  | 'moins'
  | 'retirer'
  | 'lignePrecedente'
  | 'ligneSuivante';

export type Touche = {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
};

type Contexte = { saisieVide: boolean; dansUnAutreChamp: boolean };

const FONCTIONS: Record<string, CommandeCaisse> = {
  F1: 'aide',
  F2: 'chercher',
  F3: 'employe',
  F4: 'vider',
  F8: 'partager',
  F9: 'comptant',
  F10: 'carte',
  PageUp: 'lignePrecedente',
  PageDown: 'ligneSuivante',
};

// These also write or erase text, so they act on the cart only while there is no text to write in.
const SUR_LA_LIGNE: Record<string, CommandeCaisse> = {
  '+': 'plus',
  '-': 'moins',
  Delete: 'retirer',
};

/** The command of a key pressed anywhere on the till, or null to let the browser have it. */
export function commandeDe(touche: Touche, contexte: Contexte): CommandeCaisse | null {
  if (touche.ctrlKey || touche.altKey || touche.metaKey) return null;
  const fonction = FONCTIONS[touche.key];
  if (fonction) return fonction;
  if (!contexte.saisieVide || contexte.dansUnAutreChamp) return null;
  // A key held down to erase text must not go on and erase the cart.
  if (touche.repeat && touche.key === 'Delete') return null;
  return SUR_LA_LIGNE[touche.key] ?? null;
}

/** The neighbour of the active line, or the last line when none is active. */
export function ligneVoisine(
  lignes: readonly string[],
  active: string | null,
  pas: 1 | -1,
): string | null {
  const rang = active === null ? -1 : lignes.indexOf(active);
  if (rang < 0) return lignes.at(-1) ?? null;
  return lignes[Math.min(lignes.length - 1, Math.max(0, rang + pas))] ?? null;
}

import type { Registre } from './verrou.ts';

const VERROU = 'caisse.verrou.';
const ACTIVITE = 'caisse.activite.';

/** Longer than any sign-in lives: what is older is nobody's. */
const OUBLI_MS = 24 * 60 * 60_000;

type Stockage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Keeps locks where every tab of the browser finds them.
 *
 * @param stockage null where the browser has none: a lock then lasts as long as the page, as the sign-in does
 */
export function creerRegistre(stockage: Stockage | null): Registre {
  const secours = new Map<string, string>();
  const lire = (nom: string) => secours.get(nom) ?? stockage?.getItem(nom) ?? null;
  const garder = (nom: string, valeur: string) => {
    try {
      if (!stockage) throw new Error('This browser keeps nothing');
      stockage.setItem(nom, valeur);
      secours.delete(nom);
    } catch {
      secours.set(nom, valeur);
    }
  };
  return {
    estVerrouille: (cle) => lire(VERROU + cle) !== 'ouvert',
    ecrire: (cle, verrouille) => garder(VERROU + cle, verrouille ? 'ferme' : 'ouvert'),
    activite: (cle) => {
      const texte = lire(ACTIVITE + cle);
      return texte !== null && Number.isFinite(Number(texte)) ? Number(texte) : null;
    },
    noter: (cle, instant) => garder(ACTIVITE + cle, String(instant)),
  };
}

/** Forgets what sign-ins left behind that have ended since. */
export function oublierLesAnciens(stockage: Storage, maintenant: number): void {
  const noms = Array.from({ length: stockage.length }, (_, rang) => stockage.key(rang) ?? '');
  for (const nom of noms.filter((n) => n.startsWith(ACTIVITE))) {
    if (maintenant - Number(stockage.getItem(nom)) <= OUBLI_MS) continue;
    stockage.removeItem(nom);
    stockage.removeItem(VERROU + nom.slice(ACTIVITE.length));
  }
}

/** The storage that the tabs share, null where the browser refuses it. */
export function stockageDesOnglets(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

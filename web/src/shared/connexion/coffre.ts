import type { Coffre } from './connexion.ts';
import type { Jetons } from './jetons.ts';

const CLE = 'caisse.connexion';

const estJetons = (valeur: unknown): valeur is Jetons =>
  typeof valeur === 'object' &&
  valeur !== null &&
  ['cle', 'jeton'].every(
    (champ) => typeof (valeur as Record<string, unknown>)[champ] === 'string',
  ) &&
  ['rang', 'renouvelerDes'].every((champ) =>
    Number.isFinite((valeur as Record<string, unknown>)[champ]),
  );

/** Keeps tokens as long as the tab: not on the disk, where the next person could find them. */
export const coffreDeLOnglet: Coffre = {
  lire() {
    try {
      const valeur: unknown = JSON.parse(sessionStorage.getItem(CLE) ?? 'null');
      return estJetons(valeur) ? valeur : null;
    } catch {
      return null;
    }
  },
  garder(jetons) {
    try {
      if (jetons) sessionStorage.setItem(CLE, JSON.stringify(jetons));
      else sessionStorage.removeItem(CLE);
    } catch {
      // A browser without storage asks to sign in after each reload.
    }
  },
};

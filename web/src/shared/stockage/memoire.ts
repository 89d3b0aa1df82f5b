import { useCallback, useState } from 'react';

/** Reads a JSON value kept by this browser; null when absent, unreadable or refused by the browser. */
export function lireMemoire<T>(cle: string): T | null {
  try {
    const texte = localStorage.getItem(cle);
    return texte === null ? null : (JSON.parse(texte) as T);
  } catch {
    return null;
  }
}

/** Keeps a JSON value in this browser; null forgets it. */
export function ecrireMemoire<T>(cle: string, valeur: T | null): void {
  try {
    if (valeur === null) localStorage.removeItem(cle);
    else localStorage.setItem(cle, JSON.stringify(valeur));
  } catch {
    // A browser without storage still sells; it only forgets on reload.
  }
}

/** State that survives a reload, under a key that does not change while the component lives. */
export function useMemoire<T>(cle: string): [T | null, (valeur: T | null) => void] {
  const [valeur, fixer] = useState<T | null>(() => lireMemoire<T>(cle));
  const changer = useCallback(
    (suivante: T | null) => {
      ecrireMemoire(cle, suivante);
      fixer(suivante);
    },
    [cle],
  );
  return [valeur, changer];
}

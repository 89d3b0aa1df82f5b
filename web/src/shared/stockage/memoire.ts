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

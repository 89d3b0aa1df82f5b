import type { Verrou } from './verrou.ts';

/** Locks the screen at once; a scanner and most people never press it. */
export const TOUCHE_VERROU = 'F7';

const GESTES = ['keydown', 'pointerdown', 'click'] as const;
const MOUVEMENTS = ['pointermove', 'wheel'] as const;

const demandeLeVerrou = (evenement: Event) =>
  evenement instanceof KeyboardEvent &&
  evenement.key === TOUCHE_VERROU &&
  !evenement.ctrlKey &&
  !evenement.altKey &&
  !evenement.metaKey;

/**
 * Watches over a screen: counts the time since somebody touched it, hears the other tabs and the key that locks.
 *
 * @returns how to stop
 */
export function veiller(verrou: Verrou): () => void {
  let minuterie: ReturnType<typeof setTimeout> | undefined;
  const compter = () => {
    const reste = verrou.verifier();
    clearTimeout(minuterie);
    if (reste !== null) minuterie = setTimeout(compter, reste);
  };
  const entendre = (evenement: Event) => {
    const passe = verrou.toucher();
    const demande = demandeLeVerrou(evenement);
    if (demande) verrou.verrouiller();
    if (passe && !demande) return;
    // Before the page: a key that came too late, or while the lock awaits an answer, does nothing behind it.
    evenement.stopImmediatePropagation();
    evenement.preventDefault();
  };

  const fin = new AbortController();
  const options = { signal: fin.signal, capture: true };
  for (const sorte of GESTES) window.addEventListener(sorte, entendre, options);
  for (const sorte of MOUVEMENTS) {
    window.addEventListener(sorte, () => void verrou.toucher(), { ...options, passive: true });
  }
  // A timer may sleep with the machine or the tab, and a page may come back from the history as it was.
  for (const sorte of ['storage', 'focus', 'pageshow']) {
    window.addEventListener(sorte, compter, { signal: fin.signal });
  }
  document.addEventListener('visibilitychange', compter, { signal: fin.signal });
  const desabonner = verrou.abonner(compter);
  compter();
  return () => {
    fin.abort();
    desabonner();
    clearTimeout(minuterie);
  };
}

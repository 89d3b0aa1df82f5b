import { useEffect, useEffectEvent } from 'react';
import { creerLecteur } from './lecteur.ts';

const champActif = () =>
  document.activeElement instanceof HTMLInputElement ? document.activeElement : null;

/** A field in which nobody typed (`data-vierge`) shows what it has by itself, which may change meanwhile: it is emptied. */
const valeurDe = (champ: HTMLInputElement) => ('vierge' in champ.dataset ? '' : champ.value);

const poser = (champ: HTMLInputElement, valeur: string) => {
  // Past React's own setter, so that it hears of the change.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(champ, valeur);
  champ.dispatchEvent(new Event('input', { bubbles: true }));
};

/**
 * Listens to the whole page for a scanner: what it typed is taken out of the field that had the focus, its Enter or
 * Tab does nothing else, and `surCode` is told what it read. A person who types is not disturbed.
 */
export function useLecteur(surCode: (code: string) => void) {
  const lire = useEffectEvent(surCode);
  useEffect(() => {
    const lecteur = creerLecteur();
    let avant = new Map<HTMLInputElement, string>();
    let actif: HTMLInputElement | null = null;
    const ecouter = (evenement: KeyboardEvent) => {
      const { key, timeStamp, repeat, ctrlKey, altKey, metaKey } = evenement;
      const altGraph = evenement.getModifierState('AltGraph');
      const constat = lecteur({ key, timeStamp, repeat, ctrlKey, altKey, metaKey, altGraph });
      if (constat.sorte === 'debut') {
        actif = champActif();
        avant = new Map([...document.querySelectorAll('input')].map((c) => [c, valeurDe(c)]));
      } else if (constat.sorte === 'code') {
        evenement.preventDefault();
        evenement.stopImmediatePropagation();
        // The field that had the focus, and the one to which the first key gave it; answers may change the others.
        for (const champ of new Set([actif, champActif()])) {
          const valeur = champ && avant.get(champ);
          if (champ?.isConnected && valeur !== undefined && valeur !== null) poser(champ, valeur);
        }
        lire(constat.code);
      }
    };
    window.addEventListener('keydown', ecouter, { capture: true });
    return () => window.removeEventListener('keydown', ecouter, { capture: true });
  }, []);
}

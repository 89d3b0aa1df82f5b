import { useEffect, useEffectEvent } from 'react';
import { creerLecteur } from './lecteur.ts';

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
    let champs: [HTMLInputElement, string][] = [];
    const ecouter = (evenement: KeyboardEvent) => {
      const { key, timeStamp, repeat, ctrlKey, altKey, metaKey } = evenement;
      const altGraph = evenement.getModifierState('AltGraph');
      const constat = lecteur({ key, timeStamp, repeat, ctrlKey, altKey, metaKey, altGraph });
      if (constat.sorte === 'debut') {
        champs = [...document.querySelectorAll('input')].map((champ) => [champ, champ.value]);
      } else if (constat.sorte === 'code') {
        evenement.preventDefault();
        evenement.stopImmediatePropagation();
        for (const [champ, valeur] of champs) {
          if (champ.isConnected && champ.value !== valeur) poser(champ, valeur);
        }
        lire(constat.code);
      }
    };
    window.addEventListener('keydown', ecouter, { capture: true });
    return () => window.removeEventListener('keydown', ecouter, { capture: true });
  }, []);
}

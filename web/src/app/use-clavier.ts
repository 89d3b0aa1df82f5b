import { useEffect, useEffectEvent } from 'react';
import { commandeDe, type CommandeCaisse } from './clavier.ts';

const estChamp = (element: Element | null): element is HTMLInputElement =>
  element instanceof HTMLInputElement;

/** Listens to the whole till while `actif`; a letter typed outside any field goes to the search field. */
export function useClavier(
  champ: { current: HTMLInputElement | null },
  actif: boolean,
  surCommande: (commande: CommandeCaisse) => void,
) {
  const surTouche = useEffectEvent((evenement: KeyboardEvent) => {
    const ici = document.activeElement;
    const commande = commandeDe(evenement, {
      saisieVide: (champ.current?.value ?? '') === '',
      dansUnAutreChamp: estChamp(ici) && ici !== champ.current,
    });
    if (commande) {
      evenement.preventDefault();
      surCommande(commande);
      return;
    }
    const lettre = evenement.key.length === 1 && evenement.key !== ' ' && !evenement.ctrlKey;
    if (lettre && !evenement.metaKey && !evenement.altKey && !estChamp(ici)) champ.current?.focus();
  });

  useEffect(() => {
    if (!actif) return;
    const ecouter = (evenement: KeyboardEvent) => surTouche(evenement);
    window.addEventListener('keydown', ecouter);
    return () => window.removeEventListener('keydown', ecouter);
  }, [actif]);
}

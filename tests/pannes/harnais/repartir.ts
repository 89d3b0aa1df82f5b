import { preparerActivite } from './activite.ts';
import { type Caisse, ouvrirCaisses } from './caisses.ts';
import { ouvrirSysteme, type Systeme } from './systeme.ts';
import { taille } from './tailles.ts';

/**
 * Plays trials that mostly wait, for a lease to run out or a process to start, over several systems at once: each
 * system takes the next trial when it is free. A trial has a stream of choices of its own, so that who plays it
 * changes nothing of it.
 *
 * @param nom of the figure, whose systems are named after it
 * @returns what each trial gave, in the order of the trials
 */
export async function repartir<E, R>(
  nom: string,
  essais: readonly E[],
  jouer: (systeme: Systeme, caisses: readonly Caisse[], essai: E, rang: number) => Promise<R>,
): Promise<R[]> {
  const resultats = new Array<R>(essais.length);
  let suivant = 0;
  const ouvrier = async (numero: number) => {
    const systeme = await ouvrirSysteme(`${nom}-${numero}`);
    try {
      const caisses = await ouvrirCaisses(systeme);
      await preparerActivite(systeme);
      for (let rang = suivant++; rang < essais.length; rang = suivant++) {
        resultats[rang] = await jouer(systeme, caisses, essais[rang] as E, rang);
      }
    } finally {
      // After a failure the others finish what they are at, and take nothing more.
      suivant = essais.length;
      await systeme.fermer();
    }
  };
  const systemes = Math.min(essais.length, taille('SYSTEMES', { court: 1, complet: 4 }));
  const issues = await Promise.allSettled(
    Array.from({ length: systemes }, (_, i) => ouvrier(i + 1)),
  );
  for (const issue of issues) if (issue.status === 'rejected') throw issue.reason;
  return resultats;
}

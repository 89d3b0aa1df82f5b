import { lireSerie } from '../harnais/series.ts';
import type { ServiceProcess } from '../harnais/service-process.ts';

const RESULTATS = ['succes', 'absence', 'bail_occupe', 'etranger', 'contournement', 'erreur'];

/** How the keys read so far were answered, by outcome, all processes together; those that are dead count nothing. */
export async function lecturesDuCache(
  processus: readonly ServiceProcess[],
): Promise<Record<string, number>> {
  const sommes = await Promise.all(
    RESULTATS.map(async (resultat) => {
      const lues = await Promise.all(
        processus.map((p) =>
          lireSerie(p, 'cache_lectures_total', { resultat }).catch(() => undefined),
        ),
      );
      return [resultat, lues.reduce<number>((n, lue) => n + (lue ?? 0), 0)] as const;
    }),
  );
  return Object.fromEntries(sommes);
}

/** The part of the keys read between two counts that the cache answered. */
export function partDesSucces(
  avant: Record<string, number>,
  apres: Record<string, number>,
): number {
  const faites = RESULTATS.map((r) => (apres[r] ?? 0) - (avant[r] ?? 0));
  const toutes = faites.reduce((n, f) => n + f, 0);
  return toutes === 0 ? 0 : (faites[0] ?? 0) / toutes;
}

import { setTimeout as attendre } from 'node:timers/promises';

import { lireSerie } from '../harnais/series.ts';
import type { Instance } from './mini-systeme.ts';
import type { Ecriture } from './verifier-histoire.ts';

/** Between two looks at a process. */
const PAS_MS = 200;

/** Time in which a process may have answered a write without telling the cache. */
interface Fenetre {
  par: string;
  de: number;
  a: number;
}

/** What is known of the publications of some processes. */
export interface Publications {
  /** Whether its process may have failed to tell the cache of a write before it acknowledged it. */
  douteuse: (ecriture: Ecriture) => boolean;
  arreter: () => Promise<void>;
}

/**
 * Looks every 200 ms at what processes say of their publications: one that failed, a breaker that is not closed or a
 * page that does not answer make the time since the last good look doubtful.
 */
export function suivrePublications(instances: readonly Instance[]): Publications {
  const fenetres: Fenetre[] = [];
  let enCours = true;
  const suivre = async (instance: Instance) => {
    let [bon, echouees] = [performance.now(), (await regarder(instance))?.echouees ?? 0];
    let franc = true;
    while (enCours) {
      await attendre(PAS_MS);
      const a = performance.now();
      const vu = await regarder(instance);
      // What happened since then is in doubt, up to the first look that is good again.
      if (!vu || !vu.ferme || vu.echouees !== echouees) franc = false;
      if (!vu) continue;
      if (!franc) fenetres.push({ par: instance.nom, de: bon, a: performance.now() });
      [bon, echouees, franc] = [a, vu.echouees, vu.ferme];
    }
    if (!franc) fenetres.push({ par: instance.nom, de: bon, a: Infinity });
  };
  const suivis = Promise.all(instances.map(suivre));
  return {
    douteuse: ({ par, debut, fin }) =>
      fenetres.some((f) => f.par === par && f.de <= fin && f.a >= debut),
    arreter: async () => {
      enCours = false;
      await suivis;
    },
  };
}

async function regarder(
  instance: Instance,
): Promise<{ echouees: number; ferme: boolean } | undefined> {
  try {
    const [echouees, ferme] = await Promise.all([
      lireSerie(instance, 'cache_allers_retours_total', {
        operation: 'publier',
        resultat: 'echoue',
      }),
      lireSerie(instance, 'cache_disjoncteur', { etat: 'ferme' }),
    ]);
    return { echouees: echouees ?? 0, ferme: ferme === 1 };
  } catch {
    return undefined;
  }
}

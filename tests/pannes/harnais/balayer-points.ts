import { expect } from '@jest/globals';

import { essayerPannes } from './essais-de-panne.ts';
import { ouvrirFautes } from './fautes.ts';
import { consigner, quantiles } from './mesure.ts';
import type { Point } from './points.ts';
import { taille } from './tailles.ts';

/**
 * Kills processes at each of some points, and expects that every point was exercised, that everything was terminal
 * in time, and that every invariant holds.
 *
 * @param id of the figure, `S1-coordinator`
 */
export async function balayerPoints(id: string, points: readonly Point[]): Promise<void> {
  const passages = taille('S1', { court: 1, complet: 3 });
  if (passages === 0) return;
  const debut = performance.now();
  const fautes = ouvrirFautes();
  const pannes = points.flatMap((point) =>
    Array.from({ length: passages }, (_, i) => ({ point, n: i + 1 })),
  );
  const essais = await essayerPannes(id, pannes, fautes);
  const jamais = pannes.filter(({ n }, rang) => n === 1 && !essais[rang]?.atteint);
  const trouves = essais.flatMap(({ ecarts }) => ecarts);
  consigner(
    {
      id,
      titre: 'A process killed at every crash point, started again: everything terminal in 10 s',
      essais: essais.length,
      echecs: jamais.length + trouves.length,
      chiffres: {
        points: points.length,
        passages,
        died: essais.filter(({ atteint }) => atteint).length,
        ...quantiles(essais.map(({ terminalMs }) => terminalMs)),
      },
    },
    debut,
    fautes,
  );
  expect(points.length).toBeGreaterThan(0);
  expect(jamais.map(({ point }) => point.nom)).toEqual([]);
  expect(trouves).toEqual([]);
}

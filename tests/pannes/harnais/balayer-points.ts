import { expect } from '@jest/globals';

import { preparerActivite } from './activite.ts';
import { ouvrirCaisses } from './caisses.ts';
import { essayerPanne } from './essai-de-panne.ts';
import { raconter } from './invariants.ts';
import { consigner, quantiles } from './mesure.ts';
import type { Point } from './points.ts';
import { ouvrirSysteme } from './systeme.ts';
import { hasardDe, taille } from './tailles.ts';

/**
 * Kills processes at each of some points, in a system of its own, and expects that every point was exercised, that
 * everything was terminal in time, and that every invariant holds.
 *
 * @param id of the figure, `S1-vente`
 */
export async function balayerPoints(id: string, points: readonly Point[]): Promise<void> {
  const passages = taille('S1', { court: 1, complet: 3 });
  const hasard = hasardDe(id);
  const systeme = await ouvrirSysteme(id);
  const debut = performance.now();
  try {
    const caisses = await ouvrirCaisses(systeme);
    await preparerActivite(systeme);
    const jamais: string[] = [];
    const trouves: string[] = [];
    const durees: number[] = [];
    for (const point of points) {
      for (let n = 1; n <= passages; n += 1) {
        const essai = await essayerPanne(systeme, caisses, { point, n }, hasard).catch(
          (cause: unknown) => {
            throw new Error(`At ${point.nom}:${n}`, { cause });
          },
        );
        durees.push(essai.terminalMs);
        if (!essai.atteint && n === 1) jamais.push(point.nom);
        trouves.push(...essai.ecarts.map((e) => `${point.nom}:${n} ${e}`));
      }
    }
    consigner(
      {
        id,
        titre: 'A process killed at every crash point, started again: everything terminal in 10 s',
        essais: durees.length,
        echecs: jamais.length + trouves.length,
        chiffres: { points: points.length, passages, ...quantiles(durees) },
      },
      debut,
    );
    expect(points.length).toBeGreaterThan(0);
    expect(jamais).toEqual([]);
    expect(raconter(systeme, trouves)).toBe('');
  } finally {
    await systeme.fermer();
  }
}

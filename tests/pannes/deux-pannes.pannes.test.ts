import { expect, test } from '@jest/globals';

import { essayerPannes } from './harnais/essais-de-panne.ts';
import { ouvrirFautes } from './harnais/fautes.ts';
import { consigner, quantiles } from './harnais/mesure.ts';
import { planPaires } from './harnais/plans.ts';
import { lirePoints } from './harnais/points.ts';
import { hasardDe, taille } from './harnais/tailles.ts';

test('S2: a second death during the recovery changes nothing of it', async () => {
  const nombre = taille('S2', { court: 3, complet: 200 });
  if (nombre === 0) return;
  const debut = performance.now();
  const fautes = ouvrirFautes();
  const points = lirePoints();
  const premiers = points.filter(({ nom }) => !nom.includes('balayage'));
  const pannes = planPaires(hasardDe('S2'), premiers, points, nombre).map((paire) => ({
    ...paire,
    n: 1,
  }));
  const essais = await essayerPannes('S2', pannes, fautes);
  const doubles = essais.filter(({ atteint, atteintEncore }) => atteint && atteintEncore).length;
  const trouves = essais.flatMap(({ ecarts }) => ecarts);
  consigner(
    {
      id: 'S2',
      titre: 'A second death during the recovery from a first, random pairs of crash points',
      essais: nombre,
      echecs: trouves.length,
      chiffres: {
        'died twice': doubles,
        ...quantiles(essais.map(({ terminalMs }) => terminalMs)),
      },
    },
    debut,
    fautes,
  );
  // Of a few pairs, none may have its second point in the recovery.
  if (nombre >= 5) expect(doubles).toBeGreaterThan(0);
  expect(trouves).toEqual([]);
}, 7_200_000);

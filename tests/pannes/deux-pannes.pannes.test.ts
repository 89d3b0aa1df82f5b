import { expect, test } from '@jest/globals';

import { preparerActivite } from './harnais/activite.ts';
import { ouvrirCaisses } from './harnais/caisses.ts';
import { essayerPanne } from './harnais/essai-de-panne.ts';
import { raconter } from './harnais/invariants.ts';
import { consigner, quantiles } from './harnais/mesure.ts';
import { lirePoints } from './harnais/points.ts';
import { ouvrirSysteme } from './harnais/systeme.ts';
import { hasardDe, taille } from './harnais/tailles.ts';

test('S2: a second death during the recovery changes nothing of it', async () => {
  const nombre = taille('S2', { court: 5, complet: 200 });
  if (nombre === 0) return;
  const hasard = hasardDe('S2');
  const systeme = await ouvrirSysteme('S2');
  const debut = performance.now();
  try {
    const caisses = await ouvrirCaisses(systeme);
    await preparerActivite(systeme);
    // What only a recovery passes is not where the first death can be.
    const points = lirePoints();
    const premiers = points.filter(({ nom }) => !nom.includes('balayage'));
    const trouves: string[] = [];
    const durees: number[] = [];
    let doubles = 0;
    for (let essai = 0; essai < nombre; essai += 1) {
      const paire = { point: hasard.choisir(premiers), n: 1, encore: hasard.choisir(points) };
      const nom = `${paire.point.nom} then ${paire.encore.nom}`;
      const issue = await essayerPanne(systeme, caisses, paire, hasard).catch((cause: unknown) => {
        throw new Error(`At ${nom}`, { cause });
      });
      durees.push(issue.terminalMs);
      if (issue.atteint && issue.atteintEncore) doubles += 1;
      trouves.push(...issue.ecarts.map((e) => `${nom}: ${e}`));
    }
    consigner(
      {
        id: 'S2',
        titre: 'A second death during the recovery from a first, random pairs of crash points',
        essais: nombre,
        echecs: trouves.length,
        chiffres: { 'died twice': doubles, ...quantiles(durees) },
      },
      debut,
    );
    expect(doubles).toBeGreaterThan(0);
    expect(raconter(systeme, trouves)).toBe('');
  } finally {
    await systeme.fermer();
  }
}, 7_200_000);

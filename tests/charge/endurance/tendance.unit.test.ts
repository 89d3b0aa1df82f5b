import { describe, expect, test } from '@jest/globals';

import { creerHasard } from '../../pannes/harnais/hasard.ts';
import { apresChauffe, dureeComptee, type Echantillon, tendance } from './tendance.ts';

const MO = 2 ** 20;

/** A process looked at each 10 s: a heap that fills 40 MB and is collected, over so much an hour. */
function processus(
  minutes: number,
  { parHeure = 0, depart = 100 * MO, chauffe = 0, graine = 'a' } = {},
): Echantillon[] {
  const hasard = creerHasard(graine, 'tas');
  return Array.from({ length: minutes * 6 }, (_, n) => {
    const s = n * 10;
    const rodage = s < chauffe ? 0.5 + s / chauffe / 2 : 1;
    const tas = depart * rodage + (parHeure * s) / 3_600 + hasard.nombre() * 40 * MO;
    return { s, tas, rss: tas + 100 * MO };
  });
}

describe('the trend of the memory', () => {
  test.each(['a', 'b', 'c', 'd', 'e'])('is flat where a heap fills and empties (%s)', (graine) => {
    expect(tendance([processus(20, { graine })], 'tas')).toMatchObject({
      nombre: 120,
      plate: true,
    });
  });

  test.each(['a', 'b', 'c', 'd', 'e'])('is not where 40 MB stay in 20 minutes (%s)', (graine) => {
    const { plate, pente, montee } = tendance(
      [processus(20, { graine, parHeure: 120 * MO })],
      'tas',
    );
    expect(plate).toBe(false);
    expect(pente / MO).toBeGreaterThan(80);
    expect(pente / MO).toBeLessThan(160);
    expect(montee / MO).toBeGreaterThan(25);
  });

  test('a level that falls is flat as well: nothing is kept', () => {
    expect(tendance([processus(20, { parHeure: -200 * MO })], 'rss').plate).toBe(true);
  });

  test('the time in which a process warms up does not count', () => {
    const minutes = 30;
    const tout = processus(minutes, { chauffe: 600 });
    expect(tendance([tout], 'tas').plate).toBe(false);
    const compte = apresChauffe(tout, 600);
    expect(compte[0]?.s).toBe(600);
    expect(dureeComptee([compte])).toBe(minutes * 60 - 600 - 10);
    expect(tendance([compte], 'tas').plate).toBe(true);
  });

  test('a process that came after an interruption has a level of its own, and the same slope counts', () => {
    const deux = [processus(10, { graine: 'f' }), processus(10, { graine: 'g', depart: 220 * MO })];
    expect(tendance(deux, 'tas').plate).toBe(true);
    const fuite = deux.map((segment) =>
      segment.map((e) => ({ ...e, tas: e.tas + (150 * MO * e.s) / 3_600 })),
    );
    expect(tendance(fuite, 'tas').plate).toBe(false);
  });
});

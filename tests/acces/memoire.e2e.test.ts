import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { assaillir } from '../charge/memoire/assaillir.ts';
import { ASSAUTS } from '../charge/memoire/assauts.ts';
import { ouvrirRouteurAPart, type RouteurAPart } from '../charge/memoire/routeur-a-part.ts';

/**
 * A heap in which the router works, and what it remembers of its clients, but not what 300 strangers could make it
 * keep before: a hundred megabytes. `tests/charge/memoire.ts` sends 5,000 of each kind to a heap of 256 MB.
 */
const TAS_MO = 128;
const REQUETES = 300;

let routeur: RouteurAPart;
beforeAll(async () => {
  routeur = await ouvrirRouteurAPart(TAS_MO);
});
afterAll(() => routeur.fermer());

test.each(ASSAUTS.map((assaut) => [assaut.nom, assaut] as const))(
  'a small router outlives %s',
  async (_nom, assaut) => {
    const { requetes } = await assaillir(routeur, assaut, REQUETES);
    expect(requetes).toBe(REQUETES);
    expect(routeur.fin()).toBeNull();
  },
);

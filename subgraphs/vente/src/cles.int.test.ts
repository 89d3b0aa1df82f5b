import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { auComptant, encaisser, type EntreeCheckout, lire } from './test/operations.ts';

let montage: Montage;
/** What the participants were asked. */
let appels: string[] = [];

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
});

beforeEach(() => {
  appels = [];
  montage.espionner((subgraph, operation) => {
    appels.push(`${subgraph} ${operation}`);
  });
});

afterAll(() => montage.demonter());

const alterations: [string, (entree: EntreeCheckout) => Partial<EntreeCheckout>][] = [
  ['another cart', () => ({ panierId: montage.preparerPanier().panierId })],
  ['a session that was not named', () => ({ sessionCaisseId: randomUUID() })],
  [
    'a cent more',
    ({ paiements: [premier] }) => ({
      paiements: premier ? [{ ...premier, montant: premier.montant + 1 }] : [],
    }),
  ],
  [
    'a card instead of cash',
    ({ paiements: [premier] }) => ({
      paiements: premier ? [{ ...premier, mode: 'CARTE' }] : [],
    }),
  ],
  [
    'one more tender',
    ({ paiements }) => ({ paiements: [...paiements, { mode: 'COMPTANT', montant: 5 }] }),
  ],
];

test.each(alterations)(
  'a key that is sent again with %s is refused, and nothing happens',
  async (_cas, alterer) => {
    for (let n = 0; n < 8; n += 1) {
      const entree = auComptant(montage.preparerPanier().panierId);
      await encaisser(montage, entree);
      const vente = await lire(montage, entree.venteId);
      const alteree = { ...entree, ...alterer(entree) };
      const disponible = montage.etat.disponible.get(5);
      appels = [];

      const reponse = await encaisser(montage, alteree);

      expect(reponse).toMatchObject({ __typename: 'CleReutilisee' });
      expect(reponse.vente).toBeUndefined();
      expect(appels).toEqual([]);
      expect(montage.etat.disponible.get(5)).toBe(disponible);
      expect(await lire(montage, entree.venteId)).toEqual(vente);
    }
  },
);

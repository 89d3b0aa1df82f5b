import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { terminalSimule } from './clients/terminal-simule.ts';
import { monter, type Montage, PATIENTS } from './test/monter.ts';
import {
  auComptant,
  encaisser,
  type EntreeCheckout,
  lire,
  rienNAChange,
} from './test/operations.ts';

let montage: Montage;
const terminal = terminalSimule();
/** What the participants were asked. */
let appels: string[] = [];

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS, terminal });
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

test('a cart that was sold is refused to another sale even when panier has forgotten it', async () => {
  const { panierId } = montage.preparerPanier();
  await encaisser(montage, auComptant(panierId));
  // The database of panier came back from before the sale.
  Object.assign(montage.etat.paniers.get(panierId) ?? {}, { gelePar: null });
  montage.etat.disponible.set(5, 7);
  const entree: EntreeCheckout = {
    ...auComptant(panierId),
    paiements: [{ mode: 'CARTE', montant: 127 }],
  };

  const reponse = await encaisser(montage, entree);

  expect(reponse).toMatchObject({
    ...{ __typename: 'PanierIndisponible', code: 'PANIER_INDISPONIBLE' },
    message: 'Ce panier est déjà vendu ou en cours d’encaissement.',
  });
  await rienNAChange(montage, entree, 7);
  expect(await terminal.interroger({ id: entree.venteId, rang: 0 })).toBe('ANNULE');
  expect(await encaisser(montage, entree)).toEqual(reponse);
});

import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { terminalSimule } from './clients/terminal-simule.ts';
import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { auComptant, encaisser, type EntreeCheckout, rienNAChange } from './test/operations.ts';

let montage: Montage;
const terminal = terminalSimule();

beforeAll(async () => {
  montage = await monter({ terminal, delais: PATIENTS });
});

afterAll(() => montage.demonter());

const REFUS: [string, (montage: Montage) => Partial<EntreeCheckout>, object][] = [
  [
    'too little cash',
    () => ({ paiements: [{ mode: 'COMPTANT', montant: 120 }] }),
    { __typename: 'PaiementInsuffisant', manque: 5 },
  ],
  [
    'too little by card',
    () => ({ paiements: [{ mode: 'CARTE', montant: 120 }] }),
    { __typename: 'PaiementInsuffisant', manque: 7 },
  ],
  [
    'cards above the total',
    () => ({ paiements: [{ mode: 'CARTE', montant: 128 }] }),
    { __typename: 'PaiementCarteExcessif', maximum: 127 },
  ],
  [
    'a card that the terminal refuses',
    () => ({
      paiements: [
        { mode: 'CARTE', montant: 50 },
        { mode: 'CARTE', montant: 13 },
        { mode: 'COMPTANT', montant: 65 },
      ],
    }),
    { __typename: 'PaiementRefuse' },
  ],
  ['an unknown cart', () => ({ panierId: randomUUID() }), { __typename: 'PanierIntrouvable' }],
  [
    'an empty cart',
    ({ preparerPanier }) => ({ panierId: preparerPanier({ lignes: [] }).panierId }),
    { __typename: 'PanierVide' },
  ],
  [
    'a cart of an earlier day than the sale',
    ({ preparerPanier, etat }) => {
      const { panierId } = preparerPanier();
      Object.assign(etat.paniers.get(panierId) ?? {}, { jour: '2026-07-14' });
      return { panierId };
    },
    { __typename: 'PanierExpire', code: 'PANIER_EXPIRE' },
  ],
  [
    'another session',
    ({ preparerPanier }) => ({ sessionCaisseId: preparerPanier({ lignes: [] }).sessionCaisseId }),
    { __typename: 'PanierAutreSession' },
  ],
];

describe('a refused sale', () => {
  test.each(REFUS)(
    'for %s changes nothing, and is refused for ever',
    async (_raison, changer, attendu) => {
      const { panierId } = montage.preparerPanier();
      const entree = { ...auComptant(panierId), ...changer(montage) };
      const disponible = montage.etat.disponible.get(5) ?? 0;

      const reponse = await encaisser(montage, entree);

      expect(reponse).toMatchObject(attendu);
      await rienNAChange(montage, entree, disponible);
      expect(await encaisser(montage, entree)).toEqual(reponse);
    },
  );

  test('for a closed session changes nothing, whether the till named it or not', async () => {
    const { panierId, sessionCaisseId } = montage.preparerPanier();
    montage.etat.sessions.set(sessionCaisseId, { fermeeLe: new Date() });
    const disponible = montage.etat.disponible.get(5) ?? 0;
    for (const session of [{ sessionCaisseId }, {}]) {
      const entree = { ...auComptant(panierId), ...session };
      expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'SessionFermee' });
      await rienNAChange(montage, entree, disponible);
    }
  });

  test('for stock tells what is missing, two lines of one product put together', async () => {
    const { panierId } = montage.preparerPanier({
      lignes: [
        { produitId: 41, quantite: 2 },
        { produitId: 41, quantite: 3 },
        { produitId: 42, quantite: 1 },
      ],
    });
    montage.etat.disponible.set(41, 4);
    const entree = auComptant(panierId);

    const reponse = await encaisser(montage, entree);

    expect(reponse).toMatchObject({
      __typename: 'StockInsuffisant',
      ruptures: [{ produit: { id: '41' }, demande: 5, disponible: 4 }],
    });
    expect(montage.etat.disponible.get(41)).toBe(4);
    expect(montage.etat.disponible.get(42)).toBe(1);
    expect(montage.etat.reservations.get(entree.venteId)?.etat).toBe('ANNULEE');
    montage.etat.disponible.set(41, 10);
    expect(await encaisser(montage, entree)).toEqual(reponse);
  });

  test('leaves its cart to the next sale', async () => {
    const { panierId } = montage.preparerPanier();
    expect(await encaisser(montage, auComptant(panierId, 5))).toMatchObject({
      __typename: 'PaiementInsuffisant',
    });
    expect(await encaisser(montage, auComptant(panierId))).toMatchObject({
      __typename: 'CheckoutReussi',
    });
    expect(await encaisser(montage, auComptant(panierId))).toMatchObject({
      __typename: 'PanierIndisponible',
    });
  });

  test('gives back the card that was accepted before another was refused', async () => {
    const { panierId } = montage.preparerPanier();
    const entree: EntreeCheckout = {
      ...auComptant(panierId),
      paiements: [
        { mode: 'CARTE', montant: 114 },
        { mode: 'CARTE', montant: 13 },
      ],
    };
    await encaisser(montage, entree);
    const { venteId } = entree;
    expect(await terminal.interroger({ id: venteId, rang: 0 })).toBe('ANNULE');
    expect(await terminal.interroger({ id: venteId, rang: 1 })).toBe('REFUSE');
  });

  test('one unit left and fifty tills: one sale, 49 refusals', async () => {
    const paniers = Array.from({ length: 50 }, () =>
      montage.preparerPanier({ lignes: [{ produitId: 77 }] }),
    );
    montage.etat.disponible.set(77, 1);
    const reponses = await Promise.all(
      paniers.map(({ panierId }) => encaisser(montage, auComptant(panierId))),
    );
    const types = reponses.map(({ __typename }) => __typename);
    expect(types.filter((type) => type === 'CheckoutReussi')).toHaveLength(1);
    expect(types.filter((type) => type === 'StockInsuffisant')).toHaveLength(49);
    expect(montage.etat.disponible.get(77)).toBe(0);
  });

  test.each([
    [{ paiements: [] }, ['paiements']],
    [{ paiements: [{ mode: 'COMPTANT' as const, montant: -5 }] }, ['paiements.0.montant']],
    [{ paiements: [{ mode: 'CARTE' as const, montant: 0 }] }, ['paiements.0.montant']],
  ])('with %j is not even begun', async (changement, champs) => {
    const entree = { ...auComptant(randomUUID()), ...changement };
    const reponse = await encaisser(montage, entree);
    expect(reponse).toMatchObject({
      __typename: 'SaisieInvalide',
      champs: champs.map((champ) => ({ champ })),
    });
    expect(await montage.base.query('SELECT FROM vente WHERE id = $1', [entree.venteId])).toEqual(
      [],
    );
  });

  test('with ids that can name nothing gets the same answers as unknown ones', async () => {
    const { panierId } = montage.preparerPanier();
    expect(await encaisser(montage, auComptant('panier-1'))).toMatchObject({
      __typename: 'PanierIntrouvable',
    });
    expect(
      await encaisser(montage, { ...auComptant(panierId), sessionCaisseId: '1' }),
    ).toMatchObject({ __typename: 'SessionFermee' });
  });
});

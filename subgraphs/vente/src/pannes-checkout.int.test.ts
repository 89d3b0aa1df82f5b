import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { monter, type Montage } from './test/monter.ts';
import { terminalSimule } from './clients/terminal-simule.ts';
import {
  auComptant,
  encaisser,
  type EntreeCheckout,
  lire,
  rienNAChange,
} from './test/operations.ts';
import { DELAIS } from './use-cases/echeance.ts';

let montage: Montage;
/** What the terminal does before it answers; what it throws is a lost answer. */
let apresAutorisation: () => void = () => undefined;
let autorisations = 0;

beforeAll(async () => {
  // An outage is told after this time: short, but long enough for a loaded machine to do a sale.
  const delais = { ...DELAIS, travail: 2_000, bail: 25_000, attente: 100 };
  const simule = terminalSimule();
  const terminal = {
    ...simule,
    autoriser: async (...args: Parameters<typeof simule.autoriser>) => {
      autorisations += 1;
      const verdict = await simule.autoriser(...args);
      apresAutorisation();
      return verdict;
    },
  };
  montage = await monter({ delais, terminal });
});

beforeEach(() => {
  montage.espionner(() => undefined);
  apresAutorisation = () => undefined;
});

afterAll(() => montage.demonter());

/** What the end of the lease of a dead process looks like. */
const abandonner = (venteId: string) =>
  montage.base.query('UPDATE vente SET bail_expire = now() WHERE id = $1', [venteId]);

/** Another process takes the sale over, and does not get further than that. */
const reprendreAilleurs = (venteId: string) =>
  montage.base.query('UPDATE vente SET bail_epoch = bail_epoch + 1 WHERE id = $1', [venteId]);

describe('a process that lost its lease', () => {
  const dernierNumero = async (caisseId: number) => {
    const [ligne] = await montage.base.query<{ dernier: string }>(
      'SELECT dernier FROM compteur_recu WHERE caisse_id = $1',
      [caisseId],
    );
    return ligne?.dernier ?? '0';
  };

  test('does not validate the sale, and takes no receipt number', async () => {
    const { panierId } = montage.preparerPanier({ caisseId: 9 });
    const entree = auComptant(panierId);
    const avant = await dernierNumero(9);
    montage.espionner(async (subgraph) => {
      if (subgraph === 'stock') await reprendreAilleurs(entree.venteId);
    });
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'VenteEnCours' });
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COURS');
    expect(await dernierNumero(9)).toBe(avant);
  });

  test('does not refuse the sale, nor undo what the other one goes on with', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId, 5);
    montage.espionner(async (subgraph) => {
      if (subgraph === 'caisse') await reprendreAilleurs(entree.venteId);
    });
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'VenteEnCours' });
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COURS');
    expect(montage.etat.paniers.get(panierId)?.gelePar).toBe(entree.venteId);
  });

  test('while it undid a refusal does not end it', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId, 5);
    montage.espionner(async (_subgraph, operation) => {
      if (operation === 'LibererPanierDeVente') await reprendreAilleurs(entree.venteId);
    });
    expect(await encaisser(montage, entree)).toMatchObject({
      __typename: 'PaiementInsuffisant',
    });
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COMPENSATION');
  });
});

describe('a participant that does not answer', () => {
  test.each([
    ['panier', 'FigerPanierDeVente'],
    ['caisse', 'SessionDeVente'],
    ['stock', 'ReserverStockDeVente'],
  ] as const)(
    'for a moment (%s) is asked again, and the sale goes on',
    async (coupable, operation) => {
      const { panierId } = montage.preparerPanier();
      let pannes = 2;
      montage.espionner((subgraph, appel) => {
        if (subgraph === coupable && appel === operation && pannes-- > 0)
          throw new Error('cut off');
      });
      expect(await encaisser(montage, auComptant(panierId))).toMatchObject({
        __typename: 'CheckoutReussi',
        rejoue: false,
      });
      expect(pannes).toBeLessThan(1);
    },
  );

  test('on the terminal is asked what became of the payment, before anything is repeated', async () => {
    const { panierId } = montage.preparerPanier();
    autorisations = 0;
    apresAutorisation = () => {
      throw new Error('answer lost');
    };
    const entree: EntreeCheckout = {
      ...auComptant(panierId),
      paiements: [{ mode: 'CARTE', montant: 127 }],
    };
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'CheckoutReussi' });
    expect(autorisations).toBe(1);
  });

  test('for long gives a masked error and leaves the sale to whoever comes next', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    montage.espionner((subgraph) => {
      if (subgraph === 'stock') throw new Error('secret address 10.0.0.1 unreachable');
    });

    const erreur = await encaisser(montage, entree).catch((cause: unknown) => String(cause));
    expect(erreur).toContain('SERVICE_INDISPONIBLE');
    expect(erreur).not.toContain('10.0.0.1');
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COURS');

    montage.espionner(() => undefined);
    await abandonner(entree.venteId);
    expect(await encaisser(montage, entree)).toMatchObject({
      __typename: 'CheckoutReussi',
      rejoue: false,
    });
  });

  test('while a refusal is undone leaves it decided, and the next one undoes the rest', async () => {
    const { panierId } = montage.preparerPanier();
    const entree: EntreeCheckout = {
      ...auComptant(panierId),
      paiements: [
        { mode: 'CARTE', montant: 13 },
        { mode: 'COMPTANT', montant: 500 },
      ],
    };
    const disponible = montage.etat.disponible.get(5) ?? 0;
    montage.espionner((_subgraph, operation) => {
      if (operation === 'AnnulerReservationDeVente') throw new Error('cut off');
    });
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'PaiementRefuse' });
    expect((await lire(montage, entree.venteId)).statut).toBe('EN_COMPENSATION');
    expect(montage.etat.disponible.get(5)).toBe(disponible - 1);

    montage.espionner(() => undefined);
    await abandonner(entree.venteId);
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'PaiementRefuse' });
    await rienNAChange(montage, entree, disponible);
  });

  test('until after the sale was refused by another process changes nothing any more', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId, 5);
    const disponible = montage.etat.disponible.get(5) ?? 0;
    let premier = true;
    montage.espionner(async (subgraph) => {
      if (subgraph !== 'panier' || !premier) return;
      premier = false;
      await abandonner(entree.venteId);
      expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'PaiementInsuffisant' });
    });
    expect(await encaisser(montage, entree)).toMatchObject({ __typename: 'PaiementInsuffisant' });
    expect(premier).toBe(false);
    await rienNAChange(montage, entree, disponible);
  });
});

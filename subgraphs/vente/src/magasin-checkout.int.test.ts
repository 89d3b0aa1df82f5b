import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { headersOf, type TestCaller, waitFor } from '@caisse/subgraph-kit/test';

import { terminalSimule } from './clients/terminal-simule.ts';
import { CHECKOUT } from './test/documents.ts';
import { caissiere, monter, type Montage, PATIENTS } from './test/monter.ts';
import { auComptant, encaisser, type EntreeCheckout } from './test/operations.ts';

const AILLEURS: TestCaller = { role: 'CAISSIER', magasinId: 2, id: '22' };

let montage: Montage;
const terminal = terminalSimule();
/** What the participants were asked. */
let appels: string[] = [];

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS, terminal });
});

beforeEach(() => {
  appels = [];
  montage.espionner((_subgraph, operation) => {
    appels.push(operation);
  });
});

afterAll(() => montage.demonter());

async function interdite(input: EntreeCheckout, appelant = AILLEURS): Promise<void> {
  const { data, errors } = await montage.vente.execute(
    { query: CHECKOUT, variables: { input } },
    await headersOf('vente', appelant),
  );
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'INTERDIT' } }]);
}

const ligne = async (venteId: string) =>
  (await montage.base.query('SELECT * FROM vente WHERE id = $1', [venteId]))[0];
const abandonner = (venteId: string) =>
  montage.base.query('UPDATE vente SET bail_expire = now() WHERE id = $1', [venteId]);

describe('a cart of another store', () => {
  test('is not sold, which is remembered, and stays to be sold by its own store', async () => {
    const { panierId } = montage.preparerPanier({ magasinId: 1 });
    const entree = auComptant(panierId);
    const disponible = montage.etat.disponible.get(5);

    await interdite(entree);

    expect(await ligne(entree.venteId)).toMatchObject({
      etat: 'REFUSEE',
      refus: { type: 'PanierAutreMagasin' },
      numero: null,
      employe_id: '22',
      employe_magasin_id: 2,
    });
    expect(appels).toEqual(['FigerPanierDeVente', 'LibererPanierDeVente']);
    expect(montage.etat.disponible.get(5)).toBe(disponible);
    expect(montage.etat.paniers.get(panierId)?.gelePar).toBeNull();
    expect(
      await montage.base.query('SELECT FROM evenement WHERE id = $1', [entree.venteId]),
    ).toEqual([]);

    // Again, from the row alone: the same answer.
    appels = [];
    await interdite(entree);
    expect(appels).toEqual([]);

    expect(await encaisser(montage, auComptant(panierId))).toMatchObject({
      __typename: 'CheckoutReussi',
      vente: { magasin: { id: '1' } },
    });
  });

  test('stays so when the sale is taken over: it keeps to the store of who began it', async () => {
    const { panierId } = montage.preparerPanier({ magasinId: 1 });
    // Accepted already, so that whoever takes it over goes forward.
    const paiements = [{ mode: 'CARTE' as const, montant: 127 }];
    const entree = { ...auComptant(panierId), paiements };
    await terminal.autoriser({ id: entree.venteId, rang: 0 }, 127);
    let gels = 0;
    montage.espionner((_subgraph, operation) => {
      // The first process dies before its freeze.
      if (operation === 'FigerPanierDeVente' && (gels += 1) === 1) throw new TypeError('dead');
    });
    await expect(encaisser(montage, entree, AILLEURS)).rejects.toThrow('ERREUR_INTERNE');
    expect(await ligne(entree.venteId)).toMatchObject({ etat: 'EN_COURS' });
    await abandonner(entree.venteId);
    const balayeur = await montage.instance({
      delais: { ...PATIENTS, balayage: 50, sansCaisse: 0 },
      terminal,
    });
    try {
      await waitFor(async () => (await ligne(entree.venteId))?.['etat'] === 'REFUSEE');
    } finally {
      await balayeur.stop();
    }
    expect(await ligne(entree.venteId)).toMatchObject({ refus: { type: 'PanierAutreMagasin' } });
    expect(montage.etat.paniers.get(panierId)?.gelePar).toBeNull();
    await interdite(entree);
  });
});

describe('the id of a sale of another store', () => {
  test('with the very same request tells nothing of the sale, and does nothing', async () => {
    const entree = auComptant(montage.preparerPanier({ magasinId: 1 }).panierId);
    await encaisser(montage, entree);
    const avant = await ligne(entree.venteId);
    appels = [];
    await interdite(entree);
    expect(appels).toEqual([]);
    expect(await ligne(entree.venteId)).toEqual(avant);
  });

  test('with another request tells nothing either', async () => {
    const entree = auComptant(montage.preparerPanier({ magasinId: 1 }).panierId);
    await encaisser(montage, entree);
    await interdite({ ...auComptant(randomUUID()), venteId: entree.venteId });
  });

  test('does not give the lease of a sale in doubt, even an abandoned one', async () => {
    const entree = auComptant(montage.preparerPanier({ magasinId: 1 }).panierId);
    montage.espionner((_subgraph, operation) => {
      if (operation === 'FigerPanierDeVente') throw new TypeError('dead');
    });
    await expect(encaisser(montage, entree)).rejects.toThrow('ERREUR_INTERNE');
    montage.espionner(() => undefined);
    await abandonner(entree.venteId);
    const avant = await ligne(entree.venteId);
    await interdite(entree);
    expect(await ligne(entree.venteId)).toEqual(avant);
    // Its own store goes on with it.
    expect(await encaisser(montage, entree)).toMatchObject({
      __typename: 'CheckoutReussi',
      rejoue: false,
    });
  });
});

describe('who sold', () => {
  test('stands on the sale, and a colleague who asks again changes nothing of it', async () => {
    const entree = auComptant(montage.preparerPanier().panierId);
    await encaisser(montage, entree, { role: 'CAISSIER', magasinId: 1, id: '11' });
    const rejoue = await encaisser(montage, entree, { role: 'GERANT', magasinId: 1, id: '12' });
    expect(rejoue).toMatchObject({ __typename: 'CheckoutReussi', rejoue: true });
    expect(
      await montage.demander(
        'query ($id: ID!) { vente(id: $id) { employe { id } } }',
        { id: entree.venteId },
        caissiere(1),
      ),
    ).toEqual({ vente: { employe: { id: '11' } } });
  });

  test('is nobody on a sale of before employees signed in, which its till may still ask for', async () => {
    const entree = auComptant(montage.preparerPanier().panierId, 1);
    const refus = await encaisser(montage, entree);
    await montage.base.query(
      'UPDATE vente SET employe_id = NULL, employe_magasin_id = NULL WHERE id = $1',
      [entree.venteId],
    );
    expect(await encaisser(montage, entree)).toEqual(refus);
    expect(
      await montage.demander('query ($id: ID!) { vente(id: $id) { employe { id } } }', {
        id: entree.venteId,
      }),
    ).toEqual({ vente: { employe: null } });
  });
});

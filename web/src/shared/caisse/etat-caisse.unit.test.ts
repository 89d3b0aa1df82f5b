import 'fake-indexeddb/auto';
import { describe, expect, test } from '@jest/globals';
import { apresVente, chargerEtat, garderEtat, sansVente, type EtatCaisse } from './etat-caisse.ts';

const VENTE = { venteId: 'v1', panierId: 'p1', paiements: [] };
const ETAT: EtatCaisse = { panierId: 'p1', panierVide: 'p0', vente: VENTE, recu: null };

describe('a till as it is kept', () => {
  test('has the same cart each time it is read', async () => {
    const premier = await chargerEtat('s1');
    expect(await chargerEtat('s1')).toEqual(premier);
    expect((await chargerEtat('s2')).panierId).not.toBe(premier.panierId);
  });

  test('keeps a sale from before it is sent until its answer', async () => {
    await garderEtat('s3', (etat) => ({ ...etat, vente: VENTE }));
    expect((await chargerEtat('s3')).vente).toEqual(VENTE);
    await garderEtat('s3', (etat) => sansVente(etat, 'v1'));
    expect((await chargerEtat('s3')).vente).toBeNull();
  });
});

describe('apresVente', () => {
  test('offers a new cart and the receipt, and forgets the sale and what was put away', () => {
    expect(apresVente(ETAT, VENTE, 'p2')).toEqual({
      panierId: 'p2',
      panierVide: null,
      changements: null,
      vente: null,
      recu: 'v1',
    });
  });

  test('leaves a cart and a sale that another tab has begun since', () => {
    const autre = { ...VENTE, venteId: 'v2', panierId: 'p3' };
    expect(apresVente({ ...ETAT, panierId: 'p3', vente: autre }, VENTE, 'p2')).toMatchObject({
      panierId: 'p3',
      vente: autre,
    });
  });
});

import 'fake-indexeddb/auto';
import { describe, expect, test } from '@jest/globals';
import { lireDurable, modifierDurable } from './durable.ts';
import { chargerPoste, garderPoste, posteDe, type Poste } from './poste.ts';

const POSTE: Poste = { sessionId: 's1', caisseNumero: 2, magasinId: '1', magasinNom: 'Magasin un' };

describe('the till of a browser', () => {
  test('is told to who is of its store only', async () => {
    await garderPoste(POSTE);
    expect(posteDe('1')).toEqual(POSTE);
    expect(posteDe('2')).toBeNull();
    expect(posteDe(undefined)).toBeNull();
  });

  test('is where a killed browser finds it, until it is forgotten', async () => {
    await garderPoste(POSTE);
    expect(await lireDurable('caisse.poste')).toEqual(POSTE);
    await garderPoste(null);
    await chargerPoste();
    expect(posteDe('1')).toBeNull();
  });

  test('is the one that was kept when the page begins', async () => {
    await modifierDurable<Poste>('caisse.poste', () => ({ ...POSTE, caisseNumero: 3 }));
    await chargerPoste();
    expect(posteDe('1')?.caisseNumero).toBe(3);
  });
});

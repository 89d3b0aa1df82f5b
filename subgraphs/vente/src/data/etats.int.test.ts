import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { ETATS, estEnDoute, type EtatVente, transitionPermise } from '../domain/etats.ts';

let base: TestDatabase;

beforeAll(async () => {
  base = await createTestDatabase('vente');
});

beforeEach(() => base.query('TRUNCATE vente CASCADE'));

afterAll(() => base.drop());

/** Columns of the receipt, and the values that a sale in the state must hold. */
const RECU = {
  ...{ session_caisse_id: '019a0000-0000-7000-8000-000000000002', caisse_id: 1, magasin_id: 1 },
  ...{ sous_total: 100, tps: 5, tvq: 10, total: 115, arrondi: 0, monnaie: 0 },
  ...{ taux_tps: 5000, taux_tvq: 9975, sequence_recu: 1, numero: '1-1-000001' },
  validee_le: '2026-11-22T12:00:00Z',
};

function contenu(etat: EtatVente): Record<string, unknown> {
  const refus = etat === 'EN_COMPENSATION' || etat === 'REFUSEE' ? '{"type":"PanierVide"}' : null;
  const vide = Object.fromEntries(Object.keys(RECU).map((colonne) => [colonne, null]));
  return { etat, refus, ...(estEnDoute(etat) || etat === 'REFUSEE' ? vide : RECU) };
}

async function inserer(valeurs: Record<string, unknown>): Promise<void> {
  const ligne = {
    id: '019a0000-0000-7000-8000-000000000001',
    ...{ empreinte: 'a'.repeat(64), panier_id: '019a0000-0000-7000-8000-000000000003' },
    ...{
      paiements_remis: '[]',
      bail_expire: '2026-11-22T12:00:00Z',
      request_id: 'r',
      trace_id: 't',
    },
    ...valeurs,
  };
  const colonnes = Object.keys(ligne);
  const places = colonnes.map((_colonne, n) => `$${n + 1}`);
  await base.query(
    `INSERT INTO vente (${colonnes.join()}) VALUES (${places.join()})`,
    Object.values(ligne),
  );
}

async function passerA(etat: EtatVente): Promise<void> {
  const valeurs = contenu(etat);
  const affectations = Object.keys(valeurs).map((colonne, n) => `${colonne} = $${n + 1}`);
  await base.query(`UPDATE vente SET ${affectations.join()}`, Object.values(valeurs));
}

describe('the database', () => {
  const mouvements = ETATS.flatMap((de) =>
    ETATS.filter((vers) => vers !== de).map((vers) => [de, vers] as const),
  );

  test.each(mouvements)(
    'lets a sale move from %s to %s exactly when the domain does',
    async (de, vers) => {
      await inserer(contenu(de));
      const passage = passerA(vers);
      if (transitionPermise(de, vers)) await passage;
      else await expect(passage).rejects.toThrow('must not move');
    },
  );

  test.each(ETATS)('refuses a sale %s that lacks a part, or has one too many', async (etat) => {
    const complet = contenu(etat);
    const recu = complet['numero'] !== null;
    await expect(inserer({ ...complet, numero: recu ? null : '1-1-000001' })).rejects.toThrow(
      'vente_recu',
    );
    const refus = complet['refus'] === null ? '{"type":"PanierVide"}' : null;
    await expect(inserer({ ...complet, refus })).rejects.toThrow('vente_refus');
    await inserer(complet);
  });

  test.each([
    ['a total that is not the sum', { total: 116 }],
    ['a rounding of 3 cents', { arrondi: 3 }],
    ['negative change', { monnaie: -1 }],
  ])('refuses %s', async (_cas, valeurs) => {
    await expect(inserer({ ...contenu('VALIDEE'), ...valeurs })).rejects.toThrow(
      'check constraint',
    );
  });

  test('refuses the same receipt number twice', async () => {
    await inserer(contenu('VALIDEE'));
    const autre = { ...contenu('VALIDEE'), id: '019a0000-0000-7000-8000-000000000009' };
    await expect(inserer(autre)).rejects.toThrow('duplicate key');
  });
});

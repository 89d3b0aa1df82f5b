import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { type TestCaller, waitFor } from '@caisse/subgraph-kit/test';

import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { annuler, auComptant, encaisser } from './test/operations.ts';

const GERANTE: TestCaller = {
  ...{ role: 'GERANT', magasinId: 1, id: '7' },
  connexionId: '019a0000-0000-7000-8000-000000000007',
};

let montage: Montage;

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
});

beforeEach(() => montage.espionner(() => undefined));

afterAll(() => montage.demonter());

interface Entree {
  numero: string;
  action: string;
  acteur: Record<string, unknown>;
  cible: string;
  avant: Record<string, unknown>;
  apres: Record<string, unknown>;
}

const journal = (venteId: string) =>
  montage.base.query<Entree & Record<string, unknown>>(
    'SELECT action, acteur, cible, avant, apres FROM audit WHERE cible = $1 ORDER BY numero',
    [`vente ${venteId}`],
  );

async function vendre(quantite = 3): Promise<string> {
  const { panierId } = montage.preparerPanier({ lignes: [{ produitId: 5, quantite }] });
  return (await encaisser(montage, auComptant(panierId))).vente.id;
}

const un = [{ produitId: '5', quantite: 1 }];

describe('the audit log of sales', () => {
  test('tells who returned what, with the amounts before and after', async () => {
    const venteId = await vendre();
    const [premiere, derniere] = [
      await annuler(montage, { venteId, lignes: un, motif: 'Bouchon fendu' }, GERANTE),
      await annuler(montage, { venteId }, { role: 'ADMIN', id: '1' }),
    ];

    const lignes = (retournee: number) => [{ produitId: 5, quantite: 3, retournee }];
    expect(await journal(venteId)).toEqual([
      {
        action: 'VENTE_RETOURNEE_EN_PARTIE',
        acteur: {
          ...{ employe: '7', role: 'GERANT', magasin: 1 },
          connexion: '019a0000-0000-7000-8000-000000000007',
          requete: expect.any(String),
        },
        cible: `vente ${venteId}`,
        avant: { statut: 'VALIDEE', total: 380, rembourse: 0, lignes: lignes(0) },
        apres: {
          ...{ statut: 'RETOURNEE_EN_PARTIE', total: 380, rembourse: 127, lignes: lignes(1) },
          ...{ annulation: premiere.annulation.id, motif: 'Bouchon fendu' },
          note: {
            ...{ sousTotal: 110, tps: 6, tvq: 11, total: 127, arrondi: -2 },
            remboursements: [
              {
                ...{ mode: 'COMPTANT', montant: 125, rang: null, arrondi: -2 },
                ...{ etat: 'FAIT', codeRefus: null },
              },
            ],
          },
          numero: expect.stringMatching(/^NC-1-1-\d{6}$/),
        },
      },
      {
        action: 'VENTE_ANNULEE',
        acteur: expect.objectContaining({ employe: '1', role: 'ADMIN' }),
        cible: `vente ${venteId}`,
        avant: { statut: 'RETOURNEE_EN_PARTIE', total: 380, rembourse: 127, lignes: lignes(1) },
        apres: expect.objectContaining({
          ...{ statut: 'ANNULEE', rembourse: 380, lignes: lignes(3) },
          annulation: derniere.annulation.id,
        }),
      },
    ]);
  });

  test('keeps one entry of a return however often it is asked for', async () => {
    const venteId = await vendre();
    const entree = { annulationId: randomUUID(), venteId };
    await Promise.all(Array.from({ length: 5 }, () => annuler(montage, entree, GERANTE)));
    await annuler(montage, entree, GERANTE);
    expect(await journal(venteId)).toHaveLength(1);
  });

  test('keeps none of a return that was refused', async () => {
    const venteId = await vendre();
    const trop = [{ produitId: '5', quantite: 4 }];
    expect(await annuler(montage, { venteId, lignes: trop }, GERANTE)).toMatchObject({
      __typename: 'RetourExcessif',
    });
    expect(await journal(venteId)).toEqual([]);
  });

  test('names who asked when a sweeper finishes, once', async () => {
    const venteId = await vendre();
    const entree = { annulationId: randomUUID(), venteId };
    montage.espionner((_subgraph, operation) => {
      if (operation === 'RetournerStockDeVente') throw new TypeError('dead');
    });
    await expect(annuler(montage, entree, GERANTE)).rejects.toThrow('ERREUR_INTERNE');
    expect(await journal(venteId)).toEqual([]);
    montage.espionner(() => undefined);
    await montage.base.query('UPDATE annulation SET bail_expire = now() WHERE id = $1', [
      entree.annulationId,
    ]);
    const balayeur = await montage.instance({ delais: { ...PATIENTS, balayage: 50 } });
    try {
      await waitFor(async () => (await journal(venteId)).length > 0);
    } finally {
      await balayeur.stop();
    }
    await annuler(montage, entree, GERANTE);
    expect(await journal(venteId)).toMatchObject([
      { action: 'VENTE_ANNULEE', acteur: { employe: '7', role: 'GERANT', magasin: 1 } },
    ]);
  });

  test('names the service for a return that was begun before anybody was known', async () => {
    const venteId = await vendre();
    const entree = { annulationId: randomUUID(), venteId };
    montage.espionner(async (_subgraph, operation) => {
      if (operation !== 'RetournerStockDeVente') return;
      await montage.base.query('UPDATE annulation SET acteur = NULL WHERE id = $1', [
        entree.annulationId,
      ]);
    });
    await annuler(montage, entree, GERANTE);
    expect(await journal(venteId)).toMatchObject([
      { acteur: { service: 'vente', requete: expect.any(String) } },
    ]);
  });

  test('is read by an administrator, the newest entry first', async () => {
    const venteId = await vendre();
    await annuler(montage, { venteId }, GERANTE);
    const { _entities } = await montage.demander<{
      _entities: { ventes: { totalCount: number; nodes: Record<string, string>[] } }[];
    }>(
      `{ _entities(representations: [{ __typename: "Audit", id: "chaine" }]) { ... on Audit {
        ventes(first: 1) { totalCount nodes { id action employeId role magasinId cible avant apres empreinte } } } } }`,
    );
    const { nodes = [], totalCount } = _entities[0]?.ventes ?? {};
    expect(nodes).toMatchObject([
      {
        id: `vente-${totalCount}`,
        ...{ action: 'VENTE_ANNULEE', employeId: '7', role: 'GERANT', magasinId: '1' },
        cible: `vente ${venteId}`,
        empreinte: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(JSON.parse(nodes[0]?.['apres'] ?? '')).toMatchObject({ statut: 'ANNULEE' });
  });
});

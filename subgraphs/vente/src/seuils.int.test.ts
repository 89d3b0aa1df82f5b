import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { TestCaller } from '@caisse/subgraph-kit/test';

import { monter, type Montage, PATIENTS, type PanierVoulu } from './test/monter.ts';
import { annuler, auComptant, encaisser, lire } from './test/operations.ts';

const GERANTE: TestCaller = { role: 'GERANT', magasinId: 1, id: '7' };
const COLLEGUE: TestCaller = { role: 'GERANT', magasinId: 1, id: '8' };

let montage: Montage;

beforeAll(async () => {
  montage = await monter({
    ...{ SEUIL_AUDIT_CENTS: 380, SEUIL_DEUX_PERSONNES_CENTS: 300 },
    delais: PATIENTS,
  });
});

afterAll(() => montage.demonter());

async function vendre(lignes: PanierVoulu['lignes'], vendeuse = GERANTE): Promise<string> {
  const { panierId } = montage.preparerPanier({ lignes });
  return (await encaisser(montage, auComptant(panierId, 10_000), vendeuse)).vente.id;
}

const eau = (quantite: number) => [{ produitId: 5, quantite }];
const rapporter = (quantite: number) => [{ produitId: '5', quantite }];

describe('the audit log', () => {
  const journal = (venteId: string) =>
    montage.base.query(
      'SELECT action, acteur, avant, apres FROM audit WHERE cible = $1 ORDER BY numero',
      [`vente ${venteId}`],
    );

  test('keeps who made a sale above the limit, once, and none up to it', async () => {
    const { panierId } = montage.preparerPanier({ lignes: eau(4) });
    const entree = auComptant(panierId, 10_000);
    const { vente } = await encaisser(montage, entree, GERANTE);
    await encaisser(montage, entree, GERANTE);

    expect(await journal(vente.id)).toEqual([
      {
        action: 'VENTE_IMPORTANTE',
        acteur: { employe: '7', magasin: 1, requete: expect.any(String) },
        avant: null,
        apres: {
          ...{ numero: vente.numero, total: 506, arrondi: -1, sansCaisse: false },
          paiements: [{ mode: 'COMPTANT', montant: 10_000 }],
        },
      },
    ]);
    const limite = await vendre(eau(3));
    expect(await lire(montage, limite)).toMatchObject({ total: 380 });
    expect(await journal(limite)).toEqual([]);
  });
});

describe('a large refund', () => {
  test('is refused to who sold, changes nothing, and is made by another person under the same id', async () => {
    const venteId = await vendre(eau(4));
    const disponible = montage.etat.disponible.get(5) ?? 0;
    const entree = { annulationId: randomUUID(), venteId };

    const refus = await annuler(montage, entree, GERANTE);

    expect(refus).toMatchObject({
      ...{ __typename: 'DeuxiemePersonneRequise', code: 'DEUXIEME_PERSONNE_REQUISE' },
      message: expect.stringMatching(
        /au-delà de 3,00.\$, .*Appelez un autre gérant du magasin ou un administrateur\.$/,
      ),
    });
    expect(await lire(montage, venteId)).toMatchObject({
      ...{ statut: 'VALIDEE', annulations: [] },
      lignes: [{ quantiteRetournee: 0 }],
    });
    expect(montage.etat.disponible.get(5)).toBe(disponible);

    expect(await annuler(montage, entree, COLLEGUE)).toMatchObject({
      ...{ __typename: 'AnnulationReussie', rejoue: false },
      annulation: { total: 506 },
    });
    // What is done is told to whoever asks again.
    expect(await annuler(montage, entree, GERANTE)).toMatchObject({
      ...{ __typename: 'AnnulationReussie', rejoue: true },
    });
  });

  test('cannot be cut into small ones by who sold', async () => {
    const venteId = await vendre(eau(4));
    const rendre = (quantite: number, qui: TestCaller) =>
      annuler(montage, { venteId, lignes: rapporter(quantite) }, qui);

    expect(await rendre(2, GERANTE)).toMatchObject({ annulation: { total: 253 } });
    expect(await rendre(1, GERANTE)).toMatchObject({ __typename: 'DeuxiemePersonneRequise' });
    expect(await rendre(1, { role: 'ADMIN', id: '1' })).toMatchObject({
      __typename: 'AnnulationReussie',
    });
  });

  test('counts what each line costs, the first lines of a product first', async () => {
    const venteId = await vendre([
      { produitId: 5, quantite: 2 },
      { produitId: 5, prixUnitaire: 1_000 },
    ]);
    const rendre = (quantite: number) =>
      annuler(montage, { venteId, lignes: rapporter(quantite) }, GERANTE);

    expect(await rendre(3)).toMatchObject({ __typename: 'DeuxiemePersonneRequise' });
    expect(await rendre(2)).toMatchObject({ annulation: { total: 253 } });
  });

  test('of more than was sold is told so, whoever asks', async () => {
    const venteId = await vendre(eau(1));
    expect(await annuler(montage, { venteId, lignes: rapporter(9) }, GERANTE)).toMatchObject({
      __typename: 'RetourExcessif',
    });
  });
});

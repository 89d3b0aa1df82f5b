import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { SUJET_VENTES } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { demarrer, type ServiceDeTest, toujours } from './test/service-de-test.ts';

let s: ServiceDeTest;

beforeAll(async () => {
  s = await demarrer();
  s.voisins.produits.set('5', {
    id: '5',
    nom: 'Eau',
    prix: 100,
    actif: true,
    statuts: toujours('TAXABLE'),
  });
});

afterAll(() => s.stop());

const payee = (charge: Record<string, unknown>) => ({
  id: randomUUID(),
  type: 'VenteValidee',
  charge,
});

async function panierFige(): Promise<{ panierId: string; venteId: string }> {
  const [panierId, venteId] = [await s.nouveauPanier({ 5: 1 }), randomUUID()];
  await s.figer(panierId, venteId);
  return { panierId, venteId };
}

async function statut(id: string): Promise<unknown> {
  const [panier] = await s.database.query('SELECT statut FROM panier WHERE id = $1', [id]);
  return panier?.['statut'];
}

const ecartes = () =>
  s.database.query('SELECT id::text, type, raison FROM evenement_ecarte ORDER BY ecarte_le');

test('a sale paid in a way that panier has never heard of concludes its cart', async () => {
  const cles = await panierFige();
  s.voisins.journal.push(
    payee({ ...cles, version: 9, paiements: [{ mode: 'CARTE_CADEAU', montant: 115, rang: 0 }] }),
  );
  await s.panier.start();
  await waitFor(async () => (await statut(cles.panierId)) === 'ENCAISSE');
  expect(await ecartes()).toEqual([]);
});

test('what cannot be read is put aside, counted and said; what follows is applied', async () => {
  const suivante = await panierFige();
  const illisible = payee({ panier: 'ailleurs' });
  const inconnu = { ...payee({}), type: 'VenteImportee' };
  s.voisins.journal.push(illisible, inconnu, payee(suivante));
  s.nudges.send(SUJET_VENTES);
  await waitFor(async () => (await statut(suivante.panierId)) === 'ENCAISSE');
  expect(await ecartes()).toEqual(
    expect.arrayContaining([
      { id: illisible.id, type: 'VenteValidee', raison: expect.stringContaining('panierId') },
      { id: inconnu.id, type: 'VenteImportee', raison: 'unknown type VenteImportee' },
    ]),
  );
  const { registry } = s.panier.metrics;
  expect(await registry.getSingleMetricAsString('evenements_ecartes')).toMatch(/ 2$/m);
});

test('what was put aside is applied by the version that understands it, at its start', async () => {
  const cles = await panierFige();
  const { id, type, charge } = payee(cles);
  await s.panier.quiesce();
  // As the version before left it.
  await s.database.query(
    `INSERT INTO evenement_ecarte (id, type, charge, raison) VALUES ($1, $2, $3, 'too new')`,
    [id, type, JSON.stringify(charge)],
  );
  await s.panier.start();
  await waitFor(async () => (await statut(cles.panierId)) === 'ENCAISSE');
  // Those that this version does not understand either stay.
  await waitFor(async () => (await ecartes()).length === 2);
});

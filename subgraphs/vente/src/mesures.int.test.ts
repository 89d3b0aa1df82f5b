import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { annuler, auComptant, encaisser } from './test/operations.ts';

let montage: Montage;

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
});

afterAll(() => montage.demonter());

/** Value of one series; undefined when there is none. */
async function lire(nom: string, labels: Record<string, string>): Promise<number | undefined> {
  const { values } = (await montage.vente.metrics.registry.getSingleMetric(nom)?.get()) ?? {
    values: [],
  };
  return values.find((serie) =>
    Object.entries(labels).every(([label, valeur]) => serie.labels[label] === valeur),
  )?.value;
}

test('checkouts and returns are counted by the type of their answer', async () => {
  const { panierId } = montage.preparerPanier();
  const { vente } = await encaisser(montage, auComptant(panierId));
  await encaisser(montage, auComptant(montage.preparerPanier().panierId, 5));
  await annuler(montage, { venteId: vente.id });

  const operations = (operation: string, resultat: string) =>
    lire('ventes_operations_total', { operation, resultat });
  expect(await operations('checkout', 'CheckoutReussi')).toBe(1);
  expect(await operations('checkout', 'PaiementInsuffisant')).toBe(1);
  expect(await operations('annulerVente', 'AnnulationReussie')).toBe(1);
});

test('each step of a sale is timed', async () => {
  await encaisser(montage, auComptant(montage.preparerPanier().panierId));
  for (const etape of ['reclamation', 'gel', 'session', 'reservation', 'validation']) {
    const { values = [] } =
      (await montage.vente.metrics.registry.getSingleMetric('ventes_etape_duree_seconds')?.get()) ??
      {};
    expect(values.filter(({ labels }) => labels['etape'] === etape)).not.toEqual([]);
  }
});

test('only sales that outlived a lease are in doubt, and the oldest tells its age', async () => {
  const inserer = (bailExpire: string, epoch: number) =>
    montage.base.query(
      `INSERT INTO vente (id, empreinte, panier_id, paiements_remis, bail_epoch, bail_expire, cree_le, request_id, trace_id)
       VALUES (gen_random_uuid(), repeat('a', 64), gen_random_uuid(), '[]', $2, now() + $1::interval,
               now() - interval '100 s', 'r', 't')`,
      [bailExpire, epoch],
    );
  expect(await lire('ventes_en_doute', { sorte: 'vente' })).toBe(0);
  expect(await lire('ventes_en_doute_age_seconds', { sorte: 'vente' })).toBe(0);

  await inserer('1 hour', 1);
  expect(await lire('ventes_en_doute', { sorte: 'vente' })).toBe(0);
  await inserer('-1 second', 1);
  await inserer('1 hour', 2);
  expect(await lire('ventes_en_doute', { sorte: 'vente' })).toBe(2);
  expect(await lire('ventes_en_doute_age_seconds', { sorte: 'vente' })).toBeGreaterThanOrEqual(100);
  expect(await lire('ventes_en_doute', { sorte: 'annulation' })).toBe(0);
});

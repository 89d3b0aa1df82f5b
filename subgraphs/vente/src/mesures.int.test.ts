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

test('sales and returns are counted by store, with their amounts and their units', async () => {
  const magasin = { magasin: '1' };
  const noms = [
    ...['ventes_validees_total', 'ventes_montant_cents_total', 'ventes_articles_total'],
    ...['ventes_retours_total', 'ventes_retours_montant_cents_total'],
  ];
  const relever = () => Promise.all(noms.map(async (nom) => (await lire(nom, magasin)) ?? 0));
  const avant = await relever();
  const ecarts = async () => (await relever()).map((valeur, rang) => valeur - (avant[rang] ?? 0));

  const { vente } = await encaisser(montage, auComptant(montage.preparerPanier().panierId));
  const articles = vente.lignes.reduce(
    (somme: number, { quantite }: { quantite: number }) => somme + quantite,
    0,
  );
  expect(await ecarts()).toEqual([1, vente.total, articles, 0, 0]);
  // Sold once, however often it is asked for.
  await encaisser(montage, auComptant(montage.preparerPanier().panierId, 5));
  expect(await ecarts()).toEqual([1, vente.total, articles, 0, 0]);

  await annuler(montage, { venteId: vente.id });
  expect(await ecarts()).toEqual([1, vente.total, articles, 1, vente.total]);
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

import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { SUJET_VENTES } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { demarrer, type ServiceDeTest, SESSION, toujours } from './test/service-de-test.ts';

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
  await s.panier.start();
});

afterAll(() => s.stop());

function evenement(type: string, panierId: string, venteId: string) {
  const montants = { sousTotal: 100, tps: 5, tvq: 10, total: 115 };
  return {
    id: randomUUID(),
    type,
    charge: {
      venteId,
      panierId,
      magasinId: 2,
      caisseId: 3,
      sessionCaisseId: SESSION,
      dateHeure: '2026-11-22T14:05:00.000Z',
      jour: '2026-11-22',
      heure: 9,
      ...montants,
      arrondi: 0,
      lignes: [{ produitId: 5, quantite: 1, ...montants }],
      requestId: 'requete',
      ...(type === 'VenteValidee'
        ? { numero: '2-1-000001', paiements: [{ mode: 'CARTE', montant: 115 }] }
        : { annulationId: randomUUID(), remboursements: [], complete: true }),
    },
  };
}

/** Writes events in the log, and waits until panier has read as far as its end. */
async function publier(...evenements: ReturnType<typeof evenement>[]): Promise<void> {
  s.voisins.journal.push(...evenements);
  s.nudges.send(SUJET_VENTES);
  const fin = String(s.voisins.journal.length);
  await waitFor(async () => (await position()) === fin);
}

async function position(): Promise<string | null | undefined> {
  const [curseur] = await s.database.query<{ position: string | null }>(
    'SELECT position FROM curseur',
  );
  return curseur?.position;
}

async function statut(id: string): Promise<unknown> {
  const { panier } = await s.query('query ($id: ID!) { panier(id: $id) { statut } }', { id });
  return (panier as { statut: string }).statut;
}

/** A cart frozen by a sale. */
async function panierFige(): Promise<[panierId: string, venteId: string]> {
  const [id, vente] = [await s.nouveauPanier({ 5: 1 }), randomUUID()];
  await s.figer(id, vente);
  return [id, vente];
}

describe('a validated sale', () => {
  test('concludes its cart, which nothing changes any more', async () => {
    const [id, vente] = await panierFige();
    const gel = await s.figer(id, vente);
    await publier(evenement('VenteValidee', id, vente));
    expect(await statut(id)).toBe('ENCAISSE');
    expect(
      await s.muter('ajouterAuPanier', { panierId: id, produitId: '5', quantite: 1 }),
    ).toMatchObject({ __typename: 'PanierNonModifiable', panier: { statut: 'ENCAISSE' } });
    expect(await s.muter('viderPanier', { panierId: id })).toMatchObject({
      __typename: 'PanierNonModifiable',
    });
    expect(await s.figer(id, randomUUID())).toMatchObject({ __typename: 'PanierIndisponible' });
    expect(await s.liberer(id, vente)).toBe(false);
    expect(await statut(id)).toBe('ENCAISSE');
    expect(await s.figer(id, vente)).toEqual(gel);
  });

  test('leaves alone a cart that another sale holds, and one that nobody holds', async () => {
    const [tenu] = await panierFige();
    const libre = await s.nouveauPanier({ 5: 1 });
    await publier(
      evenement('VenteValidee', tenu, randomUUID()),
      evenement('VenteValidee', libre, randomUUID()),
      evenement('VenteValidee', randomUUID(), randomUUID()),
    );
    expect([await statut(tenu), await statut(libre)]).toEqual(['FIGE', 'OUVERT']);
  });

  test('read with many others concludes each cart', async () => {
    const figes = await Promise.all(Array.from({ length: 12 }, panierFige));
    await publier(...figes.map(([id, vente]) => evenement('VenteValidee', id, vente)));
    expect(await Promise.all(figes.map(([id]) => statut(id)))).toEqual(Array(12).fill('ENCAISSE'));
  });
});

test('a cancellation leaves carts alone', async () => {
  const [id, vente] = await panierFige();
  await publier(evenement('VenteAnnulee', id, vente));
  expect(await statut(id)).toBe('FIGE');
});

test('a log that cannot be reached for a while is read from where it was left', async () => {
  const [id, vente] = await panierFige();
  s.voisins.enPanne.add('vente');
  s.voisins.journal.push(evenement('VenteValidee', id, vente));
  s.nudges.send(SUJET_VENTES);
  await waitFor(() => s.voisins.sansReponse > 0);
  expect(await statut(id)).toBe('FIGE');
  s.voisins.enPanne.clear();
  await publier();
  expect(await statut(id)).toBe('ENCAISSE');
});

test('a slice read from an old position does nothing: another replica was faster', async () => {
  await publier(evenement('VenteValidee', randomUUID(), randomUUID()));
  const actuelle = await position();
  const [id, vente] = await panierFige();
  for (const de of [null, '0']) {
    expect(
      await s.database.query(`SELECT suivre_ventes($1, '999', $2, $3, '[]') AS fait`, [
        de,
        [id],
        [vente],
      ]),
    ).toEqual([{ fait: false }]);
  }
  expect(await position()).toBe(actuelle);
  expect(await statut(id)).toBe('FIGE');
});

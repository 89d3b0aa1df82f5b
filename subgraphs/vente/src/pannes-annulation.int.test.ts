import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { monter, type Montage } from './test/monter.ts';
import { annuler, auComptant, encaisser, type EntreeAnnulation, lire } from './test/operations.ts';
import { DELAIS } from './use-cases/echeance.ts';

let montage: Montage;

beforeAll(async () => {
  montage = await monter({
    delais: { ...DELAIS, travail: 2_000, bail: 25_000, attente: 100 },
  });
});

beforeEach(() => {
  montage.espionner(() => undefined);
});

afterAll(() => montage.demonter());

const un = [{ produitId: '5', quantite: 1 }];

/** A sale of three, and a return that took one of them and could not go on. */
async function commencer(): Promise<Required<Omit<EntreeAnnulation, 'motif'>>> {
  const { panierId } = montage.preparerPanier({ lignes: [{ produitId: 5, quantite: 3 }] });
  const { vente } = await encaisser(montage, auComptant(panierId));
  const entree = { annulationId: randomUUID(), venteId: vente.id, lignes: un };
  montage.espionner((subgraph) => {
    if (subgraph === 'stock') throw new Error('cut off');
  });
  await expect(annuler(montage, entree)).rejects.toThrow('SERVICE_INDISPONIBLE');
  montage.espionner(() => undefined);
  return entree;
}

/** What the end of the lease of a dead process looks like. */
const abandonner = (annulationId: string) =>
  montage.base.query('UPDATE annulation SET bail_expire = now() WHERE id = $1', [annulationId]);

describe('a return that could not go on', () => {
  test('holds the sale, shows no credit note, and tells others to wait', async () => {
    const entree = await commencer();
    expect(await lire(montage, entree.venteId)).toMatchObject({
      statut: 'EN_ANNULATION',
      annulations: [],
    });
    for (const annulationId of [entree.annulationId, randomUUID()]) {
      const reponse = await annuler(montage, { ...entree, annulationId });
      expect(reponse).toMatchObject({ __typename: 'AnnulationEnCours' });
    }
  });

  test('is taken over by its own repetition, and done once', async () => {
    const entree = await commencer();
    const disponible = montage.etat.disponible.get(5) ?? 0;
    await abandonner(entree.annulationId);

    const reponse = await annuler(montage, entree);

    expect(reponse).toMatchObject({ __typename: 'AnnulationReussie', rejoue: false });
    expect(reponse.vente.lignes[0]).toMatchObject({ quantiteRetournee: 1 });
    expect(montage.etat.disponible.get(5)).toBe(disponible + 1);
  });

  test('is finished by the next return of the sale, which then follows', async () => {
    const entree = await commencer();
    const disponible = montage.etat.disponible.get(5) ?? 0;
    await abandonner(entree.annulationId);

    const { annulation, vente } = await annuler(montage, { venteId: entree.venteId });

    expect(annulation).toMatchObject({ tps: 11, lignes: [{ quantite: 2 }] });
    expect(vente).toMatchObject({ statut: 'ANNULEE' });
    expect(vente.annulations.map(({ id }) => id)).toEqual([entree.annulationId, annulation.id]);
    expect(montage.etat.disponible.get(5)).toBe(disponible + 3);
  });

  test('and lost its lease to somebody who works on it writes no credit note', async () => {
    const { panierId } = montage.preparerPanier({ lignes: [{ produitId: 5, quantite: 3 }] });
    const { vente } = await encaisser(montage, auComptant(panierId));
    montage.espionner(async () => {
      await montage.base.query(
        'UPDATE annulation SET bail_epoch = bail_epoch + 1 WHERE vente_id = $1',
        [vente.id],
      );
    });
    expect(await annuler(montage, { venteId: vente.id, lignes: un })).toMatchObject({
      __typename: 'AnnulationEnCours',
    });
    expect(await lire(montage, vente.id)).toMatchObject({
      statut: 'EN_ANNULATION',
      annulations: [],
    });
  });

  test('and lost its lease meanwhile writes nothing, and answers what was done', async () => {
    const { panierId } = montage.preparerPanier({ lignes: [{ produitId: 5, quantite: 3 }] });
    const { vente } = await encaisser(montage, auComptant(panierId));
    const entree = { annulationId: randomUUID(), venteId: vente.id, lignes: un };
    let volee = false;
    montage.espionner(async () => {
      if (volee) return;
      volee = true;
      await abandonner(entree.annulationId);
      expect(await annuler(montage, entree)).toMatchObject({ rejoue: false });
    });

    const reponse = await annuler(montage, entree);

    expect(reponse).toMatchObject({ __typename: 'AnnulationReussie', rejoue: true });
    expect((await lire(montage, vente.id)).annulations).toHaveLength(1);
  });
});

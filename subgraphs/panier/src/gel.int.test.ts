import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import { demarrer, type Reponse, type ServiceDeTest, toujours } from './test/service-de-test.ts';

let s: ServiceDeTest;

beforeAll(async () => {
  s = await demarrer();
  const taxes = { actif: true, statuts: toujours('TAXABLE', 'DETAXE') };
  s.voisins.produits.set('1', { id: '1', nom: 'Pommes', prix: 150, ...taxes });
  s.voisins.produits.set('5', { id: '5', nom: 'Eau', prix: 100, ...taxes });
});

afterAll(() => s.stop());

const statut = async (id: string) => {
  const { panier } = await s.query('query ($id: ID!) { panier(id: $id) { statut } }', { id });
  return (panier as { statut: string } | null)?.statut;
};
const ajouter = (panierId: string) =>
  s.muter('ajouterAuPanier', { panierId, produitId: '1', quantite: 1 });

async function sansEffet<Resultat>(travail: () => Promise<Resultat>): Promise<Resultat> {
  const avant = await s.contenu();
  const resultat = await travail();
  expect(await s.contenu()).toEqual(avant);
  return resultat;
}

const INDISPONIBLE = { __typename: 'PanierIndisponible', code: 'PANIER_INDISPONIBLE' };

describe('freezing a cart', () => {
  test('gives the sale the lines to charge, and where they come from', async () => {
    const id = await s.nouveauPanier({ 1: 2, 5: 1 });
    expect(await s.figer(id, randomUUID())).toEqual({
      __typename: 'PanierFige',
      panierId: id,
      sessionCaisseId: expect.any(String),
      caisseId: '3',
      magasinId: '2',
      lignes: [
        {
          produitId: '1',
          nomProduit: 'Pommes',
          quantite: 2,
          prixUnitaire: 150,
          statutTps: 'TAXABLE',
          statutTvq: 'DETAXE',
        },
        {
          produitId: '5',
          nomProduit: 'Eau',
          quantite: 1,
          prixUnitaire: 100,
          statutTps: 'TAXABLE',
          statutTvq: 'DETAXE',
        },
      ],
    });
    expect(await statut(id)).toBe('FIGE');
  });

  test('repeated by the same sale, gives the same lines', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const vente = randomUUID();
    const premiere = await s.figer(id, vente);
    expect(await sansEffet(() => s.figer(id, vente))).toEqual(premiere);
  });

  test('is refused to another sale', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    await s.figer(id, randomUUID());
    expect(await sansEffet(() => s.figer(id, randomUUID()))).toMatchObject(INDISPONIBLE);
  });

  test('is refused while the cart is empty', async () => {
    const id = await s.nouveauPanier();
    expect(await sansEffet(() => s.figer(id, randomUUID()))).toMatchObject({
      __typename: 'PanierVide',
      code: 'PANIER_VIDE',
    });
  });

  test.each([randomUUID(), 'abc'])('finds no cart by the id %s', async (id) => {
    expect(await sansEffet(() => s.figer(id, randomUUID()))).toMatchObject({
      __typename: 'PanierIntrouvable',
      code: 'PANIER_INTROUVABLE',
    });
  });

  test.each([
    ['ajouterAuPanier', { produitId: '1', quantite: 1 }],
    ['ajouterAuPanier', { produitId: '5', quantite: 1 }],
    ['modifierLignePanier', { produitId: '1', quantite: 7 }],
    ['modifierLignePanier', { produitId: '1', quantite: 0 }],
    ['viderPanier', {}],
  ])('makes %s %j fail with the cart as it is', async (mutation, input) => {
    const id = await s.nouveauPanier({ 1: 2 });
    await s.figer(id, randomUUID());
    expect(await sansEffet(() => s.muter(mutation, { panierId: id, ...input }))).toMatchObject({
      __typename: 'PanierNonModifiable',
      code: 'PANIER_NON_MODIFIABLE',
      panier: { id, statut: 'FIGE' },
    });
  });

  test('by twenty sales at once is won by one', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const reponses = await Promise.all(Array.from({ length: 20 }, () => s.figer(id, randomUUID())));
    const types = reponses.map((r) => r.__typename);
    expect(types.filter((t) => t === 'PanierFige')).toHaveLength(1);
    expect(types.filter((t) => t === 'PanierIndisponible')).toHaveLength(19);
  });
});

describe('giving a cart back', () => {
  test('opens it again for everyone but that sale', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const vente = randomUUID();
    await s.figer(id, vente);
    expect(await s.liberer(id, vente)).toBe(true);
    expect(await statut(id)).toBe('OUVERT');
    expect(await ajouter(id)).toMatchObject({ lignes: [{ quantite: 3 }] });
    expect(await sansEffet(() => s.figer(id, vente))).toMatchObject(INDISPONIBLE);
    expect(await s.figer(id, randomUUID())).toMatchObject({ __typename: 'PanierFige' });
  });

  test('repeated, changes nothing more', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const vente = randomUUID();
    await s.figer(id, vente);
    await s.liberer(id, vente);
    expect(await sansEffet(() => s.liberer(id, vente))).toBe(true);
  });

  test('before its freeze arrives makes the late freeze fail', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const vente = randomUUID();
    expect(await s.liberer(id, vente)).toBe(true);
    expect(await sansEffet(() => s.figer(id, vente))).toMatchObject(INDISPONIBLE);
    expect(await statut(id)).toBe('OUVERT');
  });

  test('before the cart exists makes the late freeze fail as well', async () => {
    const vente = randomUUID();
    const id = randomUUID();
    expect(await s.liberer(id, vente)).toBe(true);
    const [sessionCaisseId] = s.voisins.sessions.keys();
    await s.muter('creerPanier', { id, sessionCaisseId });
    await ajouter(id);
    expect(await sansEffet(() => s.figer(id, vente))).toMatchObject(INDISPONIBLE);
  });

  test('leaves the freeze of another sale alone', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const [tenante, autre] = [randomUUID(), randomUUID()];
    const gel = await s.figer(id, tenante);
    expect(await s.liberer(id, autre)).toBe(true);
    expect(await statut(id)).toBe('FIGE');
    expect(await s.figer(id, tenante)).toEqual(gel);
  });

  test('late, after another sale froze it, leaves that freeze alone', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const [premiere, seconde] = [randomUUID(), randomUUID()];
    await s.figer(id, premiere);
    await s.liberer(id, premiere);
    await s.figer(id, seconde);
    expect(await sansEffet(() => s.liberer(id, premiere))).toBe(true);
  });

  test('whose id is malformed holds nothing', async () => {
    expect(await sansEffet(() => s.liberer('abc', randomUUID()))).toBe(true);
  });
});

describe('crossing', () => {
  /** Runs `tenu` in a transaction left open, then `attendu` until it waits for it, then commits. */
  async function croiser<Resultat>(
    tenu: [sql: string, params: unknown[]],
    attendu: () => Promise<Resultat>,
  ): Promise<Resultat> {
    await s.database.query('BEGIN');
    await s.database.query(...tenu);
    const resultat = attendu();
    await waitFor(async () => {
      const [ligne] = await s.database.query<{ bloque: boolean }>(
        `SELECT EXISTS (SELECT FROM pg_locks l
           WHERE NOT l.granted AND pg_backend_pid() = ANY (pg_blocking_pids(l.pid))) AS bloque`,
      );
      return ligne?.bloque;
    });
    await s.database.query('COMMIT');
    return resultat;
  }

  test('an addition that meets a freeze waits for it, and is refused', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const reponse = await croiser(['SELECT figer_panier($1, $2)', [id, randomUUID()]], () =>
      ajouter(id),
    );
    expect(reponse).toMatchObject({
      __typename: 'PanierNonModifiable',
      panier: { statut: 'FIGE' },
    });
    expect(
      await s.database.query('SELECT quantite FROM ligne_panier WHERE panier_id = $1', [id]),
    ).toEqual([{ quantite: 2 }]);
  });

  test('a freeze that meets an addition waits for it, and charges it', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    const gel = await croiser(
      [`SELECT ajouter_ligne($1, 5, 4, 'Eau', 100, 'TAXABLE', 'TAXABLE', NULL)`, [id]],
      () => s.figer(id, randomUUID()),
    );
    expect(gel.lignes?.map((l) => l.quantite)).toEqual([2, 4]);
  });

  test('a freeze that meets the freeze of another sale waits for it, and is refused', async () => {
    const id = await s.nouveauPanier({ 1: 2 });
    expect(
      await croiser(['SELECT figer_panier($1, $2)', [id, randomUUID()]], () =>
        s.figer(id, randomUUID()),
      ),
    ).toMatchObject(INDISPONIBLE);
  });

  test('a freeze that meets its own release waits for it, and is refused, even for a cart still unknown', async () => {
    const [id, vente] = [randomUUID(), randomUUID()];
    const [sessionCaisseId] = s.voisins.sessions.keys();
    const gel = await croiser(['SELECT liberer_panier($1, $2)', [id, vente]], async () => {
      await s.muter('creerPanier', { id, sessionCaisseId });
      await ajouter(id);
      return s.figer(id, vente);
    });
    expect(gel).toMatchObject(INDISPONIBLE);
  });

  test('additions and a freeze in any order never change what the sale charges', async () => {
    for (let tour = 0; tour < 15; tour += 1) {
      const id = await s.nouveauPanier({ 1: 1 });
      const [gel, ...ajouts] = await Promise.all([
        s.figer(id, randomUUID()),
        ...Array.from({ length: 6 }, () => ajouter(id)),
      ]);
      const acceptes = ajouts.filter((r: Reponse) => r.__typename === 'Panier').length;
      expect(gel.lignes).toMatchObject([{ quantite: 1 + acceptes }]);
      expect(
        await s.database.query('SELECT quantite FROM ligne_panier WHERE panier_id = $1', [id]),
      ).toEqual([{ quantite: 1 + acceptes }]);
    }
  });
});

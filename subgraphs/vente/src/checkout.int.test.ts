import { randomUUID } from 'node:crypto';

import { waitFor } from '@caisse/subgraph-kit/test';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { monter, type Montage, PATIENTS } from './test/monter.ts';
import { auComptant, encaisser, lire } from './test/operations.ts';

let montage: Montage;

beforeAll(async () => {
  montage = await monter({ delais: PATIENTS });
});

beforeEach(() => montage.espionner(() => undefined));

afterAll(() => montage.demonter());

const nombreDeVentes = async () => {
  const [ligne] = await montage.base.query<{ n: number }>('SELECT count(*)::int AS n FROM vente');
  return ligne?.n;
};

describe('a sale', () => {
  test('has its receipt: lines, taxes, rounding, change and number', async () => {
    const { panierId, sessionCaisseId } = montage.preparerPanier({
      ...{ caisseId: 7, magasinId: 3 },
      lignes: [
        { produitId: 5, quantite: 3 },
        {
          produitId: 3,
          nomProduit: 'Lait',
          prixUnitaire: 429,
          statutTps: 'DETAXE',
          statutTvq: 'DETAXE',
        },
      ],
    });
    const entree = auComptant(panierId, 1000);

    const reponse = await encaisser(montage, { ...entree, sessionCaisseId });

    expect(reponse).toMatchObject({
      __typename: 'CheckoutReussi',
      rejoue: false,
      vente: {
        ...{ id: entree.venteId, numero: '3-7-000001', statut: 'VALIDEE' },
        ...{ sousTotal: 759, tps: 17, tvq: 33, total: 809, arrondi: 1, monnaie: 190 },
        magasin: { id: '3' },
        sessionCaisse: { id: sessionCaisseId },
        lignes: [
          {
            produit: { id: '5' },
            nomProduit: 'Eau',
            quantite: 3,
            quantiteRetournee: 0,
            sousTotal: 330,
          },
          {
            produit: { id: '3' },
            nomProduit: 'Lait',
            quantite: 1,
            prixUnitaire: 429,
            sousTotal: 429,
          },
        ],
        paiements: [{ mode: 'COMPTANT', montant: 1000 }],
        annulations: [],
      },
    });
    expect(montage.etat.disponible.get(3)).toBe(0);
  });

  test('read again is what checkout answered', async () => {
    const { panierId } = montage.preparerPanier();
    const { vente } = await encaisser(montage, auComptant(panierId));
    expect(await lire(montage, vente.id)).toEqual(vente);
  });

  test('takes two statements of vente, and one commit in each of panier and stock', async () => {
    const { panierId, sessionCaisseId } = montage.preparerPanier();
    const appels: string[] = [];
    montage.espionner((subgraph, operation) => void appels.push(`${subgraph}.${operation}`));
    const avant = await montage.statements();

    await encaisser(montage, { ...auComptant(panierId), sessionCaisseId });

    expect((await montage.statements()) - avant).toBe(2);
    expect(appels.filter((appel) => !appel.startsWith('caisse.')).sort()).toEqual([
      'panier.FigerPanierDeVente',
      'stock.ReserverStockDeVente',
    ]);
  });

  test('wakes the readers of the log', async () => {
    const { panierId } = montage.preparerPanier();
    const avant = montage.signaux();
    await encaisser(montage, auComptant(panierId));
    await waitFor(() => montage.signaux() > avant);
  });

  test('of two cards and cash rounds only the cash', async () => {
    const { panierId } = montage.preparerPanier({ lignes: [{ produitId: 5, prixUnitaire: 4995 }] });
    const reponse = await encaisser(montage, {
      ...auComptant(panierId),
      paiements: [
        { mode: 'CARTE', montant: 3001 },
        { mode: 'CARTE', montant: 1 },
        { mode: 'COMPTANT', montant: 2740 },
      ],
    });
    expect(reponse.vente).toMatchObject({ total: 5743, arrondi: -1, monnaie: 0 });
    expect(reponse.vente.paiements).toHaveLength(3);
  });

  test('numbers its receipts without gap for each till, refusals between them included', async () => {
    const vendre = async (caisseId: number, montant: number) => {
      const { panierId } = montage.preparerPanier({ caisseId, magasinId: 2 });
      const { __typename, vente } = await encaisser(montage, auComptant(panierId, montant));
      return __typename === 'CheckoutReussi' ? [vente.numero] : [];
    };
    // Each sixth sale does not pay enough: it must take no number.
    const demandes = Array.from({ length: 24 }, (_, n) =>
      vendre(n % 2 === 0 ? 21 : 22, n % 6 === 5 ? 1 : 1000),
    );
    const numeros = (await Promise.all(demandes)).flat().sort();
    expect(numeros).toEqual([
      ...Array.from({ length: 12 }, (_, n) => `2-21-${String(n + 1).padStart(6, '0')}`),
      ...Array.from({ length: 8 }, (_, n) => `2-22-${String(n + 1).padStart(6, '0')}`),
    ]);
  });
});

describe('a sale that is sent again', () => {
  test('is answered again, and nothing is done twice', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    const premiere = await encaisser(montage, entree);
    const disponible = montage.etat.disponible.get(5);

    const seconde = await encaisser(montage, { ...entree, venteId: entree.venteId.toUpperCase() });

    expect(seconde).toEqual({ ...premiere, rejoue: true });
    expect(montage.etat.disponible.get(5)).toBe(disponible);
  });

  test('ten times at once is one sale with one answer', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    const avant = await nombreDeVentes();

    const reponses = await Promise.all(
      Array.from({ length: 10 }, () => encaisser(montage, entree)),
    );

    expect(new Set(reponses.map(({ vente }) => JSON.stringify(vente))).size).toBe(1);
    expect(reponses.filter(({ rejoue }) => !rejoue)).toHaveLength(1);
    expect(await nombreDeVentes()).toBe((avant ?? 0) + 1);
  });

  test.each([
    ['amount', { paiements: [{ mode: 'COMPTANT' as const, montant: 99_999 }] }],
    ['tender', { paiements: [{ mode: 'CARTE' as const, montant: 100_000 }] }],
    ['cart', { panierId: randomUUID() }],
    ['session', { sessionCaisseId: randomUUID() }],
  ])('with another %s is refused and reveals nothing', async (_champ, autre) => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    await encaisser(montage, entree);
    const avant = await nombreDeVentes();

    const reponse = await encaisser(montage, { ...entree, ...autre });

    expect(reponse).toMatchObject({ __typename: 'CleReutilisee', code: 'CLE_REUTILISEE' });
    expect(reponse.vente).toBeUndefined();
    expect(await nombreDeVentes()).toBe(avant);
  });

  test('while somebody works on it waits, then says how long', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    await encaisser(montage, entree);
    // Another process that stopped answering holds the sale.
    await remettreEnCours(entree.venteId, '3 seconds');

    const reponse = await encaisser(montage, entree);

    expect(reponse).toMatchObject({ __typename: 'VenteEnCours', code: 'VENTE_EN_COURS' });
    expect(reponse.reessayerDansMs).toBeGreaterThan(0);
    expect(reponse.reessayerDansMs).toBeLessThanOrEqual(3000);
  });

  test('after its process died is taken over and finished, once', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    await encaisser(montage, entree);
    const disponible = montage.etat.disponible.get(5);
    await remettreEnCours(entree.venteId, '-1 second');

    const reponses = await Promise.all(Array.from({ length: 5 }, () => encaisser(montage, entree)));

    expect(reponses.map(({ __typename }) => __typename)).toEqual(Array(5).fill('CheckoutReussi'));
    expect(reponses.filter(({ rejoue }) => !rejoue)).toHaveLength(1);
    expect(montage.etat.disponible.get(5)).toBe(disponible);
    const [ligne] = await montage.base.query('SELECT bail_epoch FROM vente WHERE id = $1', [
      entree.venteId,
    ]);
    expect(ligne).toEqual({ bail_epoch: 2 });
  });

  test('that lost its lease while it worked writes nothing', async () => {
    const { panierId } = montage.preparerPanier();
    const entree = auComptant(panierId);
    let volee = false;
    montage.espionner(async (subgraph) => {
      if (subgraph !== 'stock' || volee) return;
      volee = true;
      // Another process takes the sale over and finishes it before this one reserves.
      await montage.base.query(
        `UPDATE vente SET bail_expire = now() - interval '1 second' WHERE id = $1`,
        [entree.venteId],
      );
      expect(await encaisser(montage, entree)).toMatchObject({ rejoue: false });
    });

    const reponse = await encaisser(montage, entree);

    expect(reponse).toMatchObject({ __typename: 'CheckoutReussi', rejoue: true });
    expect(
      await montage.base.query('SELECT count(*)::int AS n FROM ligne_vente WHERE vente_id = $1', [
        entree.venteId,
      ]),
    ).toEqual([{ n: 1 }]);
  });

  test('under an id that is not a UUID is a request error', async () => {
    const { panierId } = montage.preparerPanier();
    await expect(
      encaisser(montage, { ...auComptant(panierId), venteId: 'vente-1' }),
    ).rejects.toThrow('BAD_USER_INPUT');
  });
});

/** Puts a validated sale back to what a process leaves that dies before the commit point. */
async function remettreEnCours(venteId: string, bail: string): Promise<void> {
  const { base } = montage;
  await base.query('ALTER TABLE vente DISABLE TRIGGER vente_transition');
  for (const table of ['ligne_vente', 'paiement']) {
    await base.query(`DELETE FROM ${table} WHERE vente_id = $1`, [venteId]);
  }
  await base.query('DELETE FROM evenement WHERE id = $1', [venteId]);
  await base.query(
    `UPDATE vente SET etat = 'EN_COURS', bail_expire = now() + $2::interval, session_caisse_id = NULL,
       caisse_id = NULL, magasin_id = NULL, sous_total = NULL, tps = NULL, tvq = NULL, total = NULL,
       arrondi = NULL, monnaie = NULL, taux_tps = NULL, taux_tvq = NULL, sequence_recu = NULL,
       numero = NULL, validee_le = NULL
     WHERE id = $1`,
    [venteId, bail],
  );
  await base.query('ALTER TABLE vente ENABLE TRIGGER vente_transition');
}

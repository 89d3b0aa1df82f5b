import { randomUUID } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import type { Compte } from '../../support/comptes.ts';
import { ADMIN, caissierDe, gerantDe, LOGISTIQUE, type Personne } from '../../support/identites.ts';
import type { Client } from './client.ts';
import { readDocuments } from './documents.ts';

/** Operations that clients already have, and that wait for closing. */
const NOT_YET = ['fermer-session', 'mouvement-caisse', 'rapport-x'];

/** Who plays what a cashier of the first store does not. */
const PAR_DOCUMENT: Readonly<Record<string, Personne>> = {
  'annuler-vente': gerantDe(1),
  'modifier-produit': ADMIN,
  'transferer-stock': LOGISTIQUE,
  'rapport-ventes': ADMIN,
  'tableau-de-bord': ADMIN,
};

const MAGASIN = '1';
const EAU = '5';
const POMMES = '1';

function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date());
}

/**
 * A day of the chain, in the operations of the documents folder: the same whatever way the point of sale runs, on
 * new demo data. Each is played by an employee who may, of the store that it is about.
 *
 * @param client gives the client, once there is one
 * @param comptes accounts with which people sign in
 */
export function raconterJournee(client: () => Client, comptes: readonly Compte[]): void {
  const documents = readDocuments();
  const played = new Set<string>();

  /** Runs a document of the folder and gives its only root field. */
  async function play(
    name: string,
    variables: Record<string, unknown> = {},
    personne: Personne = PAR_DOCUMENT[name] ?? caissierDe(1),
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
  ): Promise<any> {
    const document = documents.get(name);
    if (!document) throw new Error(`There is no document ${name}`);
    played.add(name);
    const answer = (await client().as(personne).run(document, variables)) as unknown;
    const data = answer as Record<string, unknown>;
    return Object.values(data)[0];
  }

  async function stock(produitId: string, magasinId = MAGASIN) {
    const page = await play('rechercher', { magasinId, first: 100 }, LOGISTIQUE);
    return page.nodes.find((n: { id: string }) => n.id === produitId).stock as {
      quantite: number;
      disponible: number;
    };
  }

  describe('who works here', () => {
    test.each(comptes.map((compte) => [compte.identifiant, compte] as const))(
      '%s signs in, and the token opens what the role may',
      async (_, { identifiant, motDePasse, role, magasinId }) => {
        const { jeton, ...connexion } = await play('connexion', { identifiant, motDePasse });
        // Never shown: a token in the output of a failed test would be one in a log.
        expect(typeof jeton === 'string' && jeton.split('.').length === 3).toBe(true);
        expect(connexion).toMatchObject({
          __typename: 'Authentification',
          employe: { role, magasin: magasinId === undefined ? null : { id: String(magasinId) } },
        });
      },
    );

    test('a wrong password signs nobody in', async () => {
      const [compte] = comptes;
      const saisie = { identifiant: `${compte?.identifiant}-inconnu`, motDePasse: 'faux' };
      expect(await play('connexion', saisie)).toMatchObject({ code: 'IDENTIFIANTS_REFUSES' });
    });
  });

  describe('a day at the till, in the words that clients already speak', () => {
    let session: { id: string };
    const panierId = randomUUID();
    const venteId = randomUUID();
    const paiements = [{ mode: 'COMPTANT', montant: 2_000 }];

    test('the chain has seven places, five of them stores with two closed tills', async () => {
      const places = await play('magasins');
      expect(places.map((m: { nom: string }) => m.nom)).toEqual([
        'Magasin un',
        'Magasin deux',
        'Magasin trois',
        'Magasin quatre',
        'Magasin cinq',
        'Centre logistique',
        'Maison mère',
      ]);
      const stores = await play('magasins', { type: 'MAGASIN' });
      expect(stores).toHaveLength(5);
      for (const store of stores) {
        expect(store.caisses).toMatchObject([
          { numero: 1, sessionOuverte: null },
          { numero: 2, sessionOuverte: null },
        ]);
      }
    });

    test('a cashier opens a till with a float', async () => {
      const [store] = await play('magasins', { type: 'MAGASIN' });
      session = await play('ouvrir-session', {
        caisseId: store.caisses[0].id,
        fondDeCaisse: 10_000,
      });
      expect(session).toMatchObject({
        __typename: 'SessionCaisse',
        fondDeCaisse: 10_000,
        caisse: { numero: 1, magasin: { id: MAGASIN, nom: 'Magasin un' } },
      });
      const [again] = await play('magasins', { type: 'MAGASIN' });
      expect(again.caisses[0].sessionOuverte.id).toBe(session.id);
    });

    test('finds products as they are typed, with the stock of the store', async () => {
      const page = await play('rechercher', { magasinId: MAGASIN, recherche: 'POM', first: 5 });
      expect(page).toMatchObject({
        totalCount: 1,
        nodes: [
          { id: POMMES, nom: 'Pommes', prix: 150, stock: { quantite: 1_000, disponible: 1_000 } },
        ],
      });
    });

    test('fills a cart, line by line, with both taxes', async () => {
      expect(
        await play('creer-panier', { id: panierId, sessionCaisseId: session.id }),
      ).toMatchObject({
        __typename: 'Panier',
        id: panierId,
        statut: 'OUVERT',
      });
      await play('ajouter-au-panier', { panierId, produitId: EAU, quantite: 1 });
      expect(
        await play('ajouter-au-panier', { panierId, produitId: EAU, quantite: 2 }),
      ).toMatchObject({
        lignes: [
          { produit: { id: EAU, nom: 'Eau' }, quantite: 3, prixUnitaire: 100, sousTotal: 300 },
        ],
        totaux: { sousTotal: 300, tps: 15, tvq: 30, total: 345 },
      });
      await play('ajouter-au-panier', { panierId, produitId: POMMES, quantite: 1 });
      expect(
        await play('modifier-ligne', { panierId, produitId: POMMES, quantite: 4 }),
      ).toMatchObject({
        // Apples are zero-rated: they move the total, not the taxes.
        totaux: { sousTotal: 900, tps: 15, tvq: 30, total: 945 },
      });
      expect(await play('panier', { id: panierId })).toMatchObject({
        statut: 'OUVERT',
        sessionCaisse: { id: session.id, caisse: { numero: 1, magasin: { nom: 'Magasin un' } } },
        lignes: [{ nomProduit: 'Eau' }, { nomProduit: 'Pommes', produit: { prix: 150 } }],
      });
    });

    test('another cart can be emptied', async () => {
      const autre = randomUUID();
      await play('creer-panier', { id: autre, sessionCaisseId: session.id });
      await play('ajouter-au-panier', { panierId: autre, produitId: POMMES, quantite: 2 });
      expect(await play('vider-panier', { panierId: autre })).toMatchObject({
        lignes: [],
        totaux: { total: 0 },
      });
    });

    test('is paid in cash: a receipt, the change, and the stock down by exactly what was sold', async () => {
      const vente = (await play('checkout', {
        input: { venteId, panierId, paiements },
      })) as unknown;
      expect(vente).toMatchObject({
        __typename: 'CheckoutReussi',
        rejoue: false,
        vente: {
          id: venteId,
          statut: 'VALIDEE',
          sousTotal: 900,
          tps: 15,
          tvq: 30,
          total: 945,
          arrondi: 0,
          monnaie: 1_055,
          magasin: { id: MAGASIN, nom: 'Magasin un' },
          lignes: [
            { nomProduit: 'Eau', quantite: 3 },
            { nomProduit: 'Pommes', quantite: 4 },
          ],
          paiements,
        },
      });
      expect(await stock(EAU)).toMatchObject({ disponible: 997 });
      await waitFor(async () => (await stock(POMMES)).quantite === 996);
      expect(await stock(POMMES)).toMatchObject({ quantite: 996, disponible: 996 });
      await waitFor(async () => (await play('panier', { id: panierId })).statut === 'ENCAISSE');
    });

    test('sent again with the same venteId, gives the same receipt and sells nothing', async () => {
      const first = await play('vente', { id: venteId });
      const again = await play('checkout', { input: { venteId, panierId, paiements } });
      expect(again).toMatchObject({ __typename: 'CheckoutReussi', rejoue: true });
      expect(again.vente.numero).toBe(first.numero);
      expect(await stock(EAU)).toMatchObject({ disponible: 997 });
    });

    test('given up, stays made; a sale that was never heard of can no longer be made', async () => {
      expect(await play('abandonner-vente', { input: { venteId } })).toMatchObject({
        __typename: 'CheckoutReussi',
        rejoue: true,
        vente: { id: venteId, statut: 'VALIDEE', total: 945 },
      });
      const jamais = { venteId: randomUUID() };
      for (let fois = 0; fois < 2; fois += 1) {
        expect(await play('abandonner-vente', { input: jamais })).toEqual({
          __typename: 'AbandonReussi',
          vente: { id: jamais.venteId, statut: 'REFUSEE' },
        });
      }
      expect(await play('checkout', { input: { ...jamais, panierId, paiements } })).toMatchObject({
        code: 'VENTE_ABANDONNEE',
      });
    });

    test('the report equals the sale, store by store, product by product, hour by hour', async () => {
      const filtre = { du: today(), au: today() };
      await waitFor(async () => (await play('rapport-ventes', { filtre })).nombreVentes === 1);
      const rapport = await play('rapport-ventes', { filtre });
      expect(rapport).toMatchObject({
        total: 945,
        nombreVentes: 1,
        panierMoyen: 945,
        parMagasin: [{ magasin: { id: MAGASIN, nom: 'Magasin un' }, total: 945, nombreVentes: 1 }],
        parProduit: [
          { produit: { nom: 'Pommes' }, quantite: 4, total: 600 },
          { produit: { nom: 'Eau' }, quantite: 3, total: 345 },
        ],
        parJour: [{ jour: today(), total: 945, nombreVentes: 1 }],
      });
      expect(rapport.parHeure).toMatchObject([{ total: 945, nombreVentes: 1 }]);
    });

    test('the cancelled sale gives its stock back and leaves the report', async () => {
      const annulation = { annulationId: randomUUID(), venteId, motif: 'Erreur de saisie' };
      expect(await play('annuler-vente', { input: annulation })).toMatchObject({
        __typename: 'AnnulationReussie',
        rejoue: false,
        annulation: { id: annulation.annulationId, total: 945, tps: 15, tvq: 30 },
        vente: {
          id: venteId,
          statut: 'ANNULEE',
          lignes: [{ quantiteRetournee: 3 }, { quantiteRetournee: 4 }],
        },
      });
      expect(await stock(EAU)).toMatchObject({ disponible: 1_000 });
      expect(await play('vente', { id: venteId })).toMatchObject({
        statut: 'ANNULEE',
        magasin: { quartier: expect.any(String) as unknown },
        annulations: [{ id: annulation.annulationId, motif: 'Erreur de saisie', total: 945 }],
      });
      const filtre = { du: today(), au: today(), magasinId: MAGASIN };
      const rapport = () => play('rapport-ventes', { filtre }, gerantDe(1));
      await waitFor(async () => (await rapport()).nombreVentes === 0);
      expect(await rapport()).toMatchObject({ total: 0, panierMoyen: 0 });
    });
  });

  describe('a day at head office', () => {
    test('changes a price, and tells the slower of two editors', async () => {
      const input = {
        id: '2',
        version: 1,
        nom: 'Bananes',
        prix: 225,
        description: 'Bananes mûres',
      };
      expect(await play('modifier-produit', { input })).toMatchObject({
        __typename: 'Produit',
        version: 2,
        prix: 225,
      });
      expect(await play('modifier-produit', { input: { ...input, prix: 250 } })).toMatchObject({
        __typename: 'ConflitVersion',
        code: 'CONFLIT_VERSION',
        versionActuelle: 2,
      });
    });

    test('supplies a store from the centre, once however often it is sent, never more than there is', async () => {
      const input = {
        transfertId: randomUUID(),
        sourceId: '6',
        destinationId: '2',
        lignes: [{ produitId: '3', quantite: 250 }],
      };
      for (let time = 0; time < 2; time += 1) {
        expect(await play('transferer-stock', { input })).toMatchObject({
          __typename: 'Transfert',
          id: input.transfertId,
          source: { nom: 'Centre logistique' },
          destination: { nom: 'Magasin deux' },
          lignes: [{ produit: { nom: 'Lait' }, quantite: 250 }],
        });
      }
      expect(await stock('3', '6')).toMatchObject({ disponible: 4_750 });
      expect(await stock('3', '2')).toMatchObject({ disponible: 1_250 });

      const trop = {
        ...input,
        transfertId: randomUUID(),
        lignes: [{ produitId: '3', quantite: 4_751 }],
      };
      expect(await play('transferer-stock', { input: trop })).toMatchObject({
        __typename: 'StockInsuffisant',
        ruptures: [{ produit: { id: '3' }, demande: 4_751, disponible: 4_750 }],
      });
      expect(await stock('3', '2')).toMatchObject({ disponible: 1_250 });
    });

    test('sees the week, and the shelves that run out', async () => {
      const input = {
        transfertId: randomUUID(),
        sourceId: '3',
        destinationId: '6',
        lignes: [{ produitId: '4', quantite: 995 }],
      };
      await play('transferer-stock', { input });
      const tableau = await play('tableau-de-bord', { magasinId: '3' }, gerantDe(3));
      expect(tableau.tendanceHebdomadaire).toHaveLength(7);
      expect(tableau.tendanceHebdomadaire.at(-1).jour).toBe(today());
      expect(tableau.ruptures).toEqual([
        {
          magasin: { id: '3', nom: 'Magasin trois' },
          produit: { id: '4', nom: 'Pain' },
          quantite: 5,
          seuil: 10,
        },
      ]);
      const reseau = await play('tableau-de-bord');
      expect(reseau.ruptures).toHaveLength(1);
      expect(reseau.surstocks).toEqual([]);
    });
  });

  test('every document was played', () => {
    expect(
      [...documents.keys()].filter((name) => !played.has(name) && !NOT_YET.includes(name)),
    ).toEqual([]);
  });
}

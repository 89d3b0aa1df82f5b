import { randomUUID } from 'node:crypto';

import { expect } from '@jest/globals';

import type { StatutsDates, StatutTaxe } from '@caisse/fiscalite';
import {
  createLogger,
  jourDe,
  localNudges,
  type Nudges,
  type Subgraph,
} from '@caisse/subgraph-kit';
import {
  createTestDatabase,
  headersOf,
  testCredentials,
  type TestCaller,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';

import { createService, type Reglages } from '../service.ts';
import { fauxTransport, type Voisins } from './faux-transport.ts';

/** Tax statuses that have always been the same. */
export const toujours = (tps: StatutTaxe, tvq: StatutTaxe = tps): StatutsDates => [
  { taxe: 'TPS', effetDu: '1991-01-01', statut: tps },
  { taxe: 'TVQ', effetDu: '1992-07-01', statut: tvq },
];

/** Who is at the till of the open session. */
export const CAISSIERE: TestCaller = { role: 'CAISSIER', magasinId: 2 };
/** Who freezes carts and gives them back. */
const VENTE: TestCaller = { service: 'vente' };
export const SESSION = '019a0000-0000-7000-8000-00000000000a';

/** A cart as the API shows it, or a failure. */
export interface Reponse {
  __typename: string;
  code?: string;
  message?: string;
  id?: string;
  statut?: string;
  lignes?: {
    produit: { id: string };
    nomProduit: string;
    quantite: number;
    prixUnitaire: number;
  }[];
  jour?: string;
  totaux?: { sousTotal: number; tps: number; tvq: number; total: number };
  panier?: { id: string; statut: string };
  panierId?: string;
  ancienPrix?: number;
  nouveauPrix?: number;
  champs?: { champ: string; message: string }[];
}

const CHAMPS = `statut sessionCaisse { id }
  lignes { produit { id } nomProduit quantite prixUnitaire sousTotal } totaux { sousTotal tps tvq total }`;
const PANIER = `... on Panier { id ${CHAMPS} }`;
const FIGE = `... on PanierFige { panierId sessionCaisseId caisseId magasinId
  lignes { produitId nomProduit quantite prixUnitaire statutTps statutTvq } }`;
const ERREUR = '... on Erreur { code message }';
const REFUS = `${ERREUR} ... on SaisieInvalide { champs { champ message } }
  ... on PanierNonModifiable { panier { id statut } }`;

/** What each mutation is asked for: a union refuses a fragment on a type that is not its member. */
const SELECTIONS: Record<string, string> = {
  creerPanier: `${PANIER} ${ERREUR}`,
  ajouterAuPanier: `${PANIER} ${REFUS} ... on PrixModifie { ancienPrix nouveauPrix }`,
  modifierLignePanier: `${PANIER} ${REFUS}`,
  viderPanier: `${PANIER} ${REFUS}`,
  figerPanier: `${FIGE} ${ERREUR}`,
  renouvelerPanier: `... on PanierRenouvele { panier { id ${CHAMPS} } changements {
    produit { id } nomProduit quantite ancienPrix nouveauPrix statutModifie retire } } ${ERREUR}`,
};

/** The service on a database of its own, among neighbours that the test controls. */
export interface ServiceDeTest {
  database: TestDatabase;
  voisins: Voisins;
  nudges: Nudges;
  panier: Subgraph;
  query(
    source: string,
    variables?: Record<string, unknown>,
    appelant?: TestCaller,
  ): Promise<Record<string, unknown>>;
  /** Runs a mutation on its input. */
  muter(mutation: string, input: Record<string, unknown>, appelant?: TestCaller): Promise<Reponse>;
  /** A new cart in the open session, with these quantities by product id. */
  nouveauPanier(quantites?: Record<string, number>): Promise<string>;
  /** @param jour business day of the sale; today unless told */
  figer(panierId: string, venteId: string, jour?: string): Promise<Reponse>;
  liberer(panierId: string, venteId: string): Promise<boolean>;
  /** Everything that carts are made of, to prove that a failure changed nothing. */
  contenu(): Promise<unknown>;
  stop(): Promise<void>;
}

export async function demarrer(reglages: Reglages = {}): Promise<ServiceDeTest> {
  const database = await createTestDatabase('panier');
  const voisins: Voisins = {
    produits: new Map(),
    sessions: new Map([[SESSION, { caisseId: '3', magasinId: '2', fermeeLe: null }]]),
    journal: [],
    enPanne: new Set(),
    sansReponse: 0,
  };
  const nudges = localNudges();
  const panier = createService(
    {
      databaseUrl: database.url,
      // Enough for changes to cross; more would only make a busy machine slow to connect.
      databasePoolMax: 5,
      transport: fauxTransport(voisins),
      credentials: testCredentials('panier'),
      nudges,
      logger: createLogger('panier', 'silent'),
    },
    reglages,
  );

  async function query(
    source: string,
    variables: Record<string, unknown> = {},
    appelant: TestCaller = CAISSIERE,
  ) {
    const reponse = await panier.execute(
      { query: source, variables },
      await headersOf('panier', appelant),
    );
    expect(reponse.errors).toBeUndefined();
    return reponse.data ?? {};
  }

  async function muter(
    mutation: string,
    input: Record<string, unknown>,
    appelant?: TestCaller,
  ): Promise<Reponse> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const data = await query(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ${SELECTIONS[mutation] ?? ''} } }`,
      { input },
      appelant,
    );
    return data[mutation] as Reponse;
  }

  // Prisma imports its engine at the first query, and jest allows no import between two tests, where a
  // background task would make it.
  await query(`{ panier(id: "${SESSION}") { id } }`);

  return {
    database,
    voisins,
    nudges,
    panier,
    query,
    muter,
    async nouveauPanier(quantites = {}) {
      const id = randomUUID();
      await muter('creerPanier', { id, sessionCaisseId: SESSION });
      for (const [produitId, quantite] of Object.entries(quantites)) {
        const reponse = await muter('ajouterAuPanier', { panierId: id, produitId, quantite });
        expect(reponse.__typename).toBe('Panier');
      }
      return id;
    },
    figer: (panierId, venteId, jour = jourDe(new Date())) =>
      muter('figerPanier', { panierId, venteId, jour }, VENTE),
    async liberer(panierId, venteId) {
      const { libererPanier } = await query(
        'mutation ($input: LibererPanierInput!) { libererPanier(input: $input) { libere } }',
        { input: { panierId, venteId } },
        VENTE,
      );
      return (libererPanier as { libere: boolean }).libere;
    },
    contenu: () =>
      database.query(`
        SELECT 'panier' AS quoi, to_jsonb(p) AS ligne FROM panier p
        UNION ALL SELECT 'ligne', to_jsonb(l) FROM ligne_panier l
        UNION ALL SELECT 'rendu', to_jsonb(g) FROM gel_rendu g
        ORDER BY 1, 2`),
    async stop() {
      await panier.stop();
      await database.drop();
    },
  };
}

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { createService as createCaisse } from '@caisse/caisse';
import { createService as createPanier } from '@caisse/panier';
import { createService as createProduit } from '@caisse/produit';
import { createService as createReporting } from '@caisse/reporting';
import { createService as createStock } from '@caisse/stock';
import {
  createLogger,
  type GraphQLAnswer,
  inProcessTransport,
  localNudges,
  memoryStore,
  type ServiceDependencies,
  type Subgraph,
  SUBGRAPHS,
  type SubgraphName,
} from '@caisse/subgraph-kit';
import {
  createTestDatabase,
  headersOf,
  testCredentials,
  type TestCaller,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';
import { createService as createVente } from '@caisse/vente';

const FACTORIES: Readonly<Record<SubgraphName, (dependencies: ServiceDependencies) => Subgraph>> = {
  produit: createProduit,
  stock: createStock,
  vente: createVente,
  panier: createPanier,
  caisse: createCaisse,
  reporting: createReporting,
};

type Data = Record<string, never>;

/** The six services on their demo data, asked by whoever a test wants. */
export interface Chaine {
  /** Asks one subgraph; the answer may hold errors. */
  demander(
    subgraph: SubgraphName,
    caller: TestCaller,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<GraphQLAnswer>;
  /** A new cart of store 1 with one bottle of water, in an open session. */
  panier(): Promise<string>;
  /** A sale of store 1. */
  vente(): Promise<string>;
  /** A return of a sale of store 1. */
  annulation(): Promise<string>;
  session: string;
  stop(): Promise<void>;
}

/** A cashier of the store whose carts and sales the examples are about. */
export const CAISSIER: TestCaller = { role: 'CAISSIER', magasinId: 1 };
const GERANT: TestCaller = { role: 'GERANT', magasinId: 1 };

/** Opens the chain; whoever opens it stops it. */
export async function ouvrirChaine(): Promise<Chaine> {
  const databases: TestDatabase[] = [];
  const subgraphs = new Map<SubgraphName, Subgraph>();
  const transport = inProcessTransport(subgraphs);
  const shared = { transport, nudges: localNudges(), cache: memoryStore() };
  for (const name of SUBGRAPHS) {
    const database = await createTestDatabase(name);
    databases.push(database);
    for (const file of ['demo.sql', 'demo-comptes.sql']) {
      const sql = await readFile(`prisma/${name}/${file}`, 'utf8').catch(() => 'SELECT 1');
      await database.query(sql);
    }
    subgraphs.set(
      name,
      FACTORIES[name]({
        ...shared,
        databaseUrl: database.url,
        // The examples are asked one after the other.
        databasePoolMax: 2,
        credentials: testCredentials(name),
        logger: createLogger(name, 'silent'),
      }),
    );
  }

  const demander: Chaine['demander'] = async (name, caller, query, variables = {}) => {
    const subgraph = subgraphs.get(name);
    if (!subgraph) throw new Error(`There is no subgraph ${name}`);
    return subgraph.execute({ query, variables }, await headersOf(name, caller));
  };
  const faire = async (
    name: SubgraphName,
    caller: TestCaller,
    query: string,
    input: object,
  ): Promise<Data> => {
    const { data, errors } = await demander(name, caller, query, { input });
    if (errors || !data) throw new Error(`${query}\n${JSON.stringify(errors)}`);
    return data as Data;
  };

  const session = randomUUID();
  await faire('caisse', CAISSIER, OUVRIR, { id: session, caisseId: '1', fondDeCaisse: 10_000 });
  const panier = async () => {
    const id = randomUUID();
    await faire('panier', CAISSIER, CREER, { id, sessionCaisseId: session });
    await faire('panier', CAISSIER, AJOUTER, { panierId: id, produitId: '5', quantite: 1 });
    return id;
  };
  const vente = async () => {
    const venteId = randomUUID();
    const input = { venteId, panierId: await panier(), paiements: COMPTANT };
    await faire('vente', CAISSIER, CHECKOUT, input);
    return venteId;
  };
  return {
    demander,
    panier,
    vente,
    session,
    annulation: async () => {
      const annulationId = randomUUID();
      await faire('vente', GERANT, ANNULER, {
        ...{ annulationId, venteId: await vente(), motif: 'Essai' },
      });
      return annulationId;
    },
    stop: async () => {
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
      await Promise.all(databases.map((database) => database.drop()));
    },
  };
}

/** More than a bottle of water costs. */
export const COMPTANT = [{ mode: 'COMPTANT', montant: 500 }];

const OUVRIR = /* GraphQL */ `
  mutation ($input: OuvrirSessionCaisseInput!) {
    ouvrirSessionCaisse(input: $input) {
      __typename
    }
  }
`;
const CREER = /* GraphQL */ `
  mutation ($input: CreerPanierInput!) {
    creerPanier(input: $input) {
      __typename
    }
  }
`;
const AJOUTER = /* GraphQL */ `
  mutation ($input: AjouterAuPanierInput!) {
    ajouterAuPanier(input: $input) {
      __typename
    }
  }
`;
const CHECKOUT = /* GraphQL */ `
  mutation ($input: CheckoutInput!) {
    checkout(input: $input) {
      __typename
    }
  }
`;
const ANNULER = /* GraphQL */ `
  mutation ($input: AnnulerVenteInput!) {
    annulerVente(input: $input) {
      __typename
    }
  }
`;

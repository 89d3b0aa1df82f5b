import { expect } from '@jest/globals';

import {
  type CacheStore,
  createLogger,
  createMetrics,
  type EvenementVente,
  type GraphQLAnswer,
  localNudges,
  type Metrics,
  openDatabase,
  type Subgraph,
} from '@caisse/subgraph-kit';
import {
  createTestDatabase,
  headersOf,
  type SharedTestDatabase,
  type TestCaller,
  testCredentials,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';

import { cacheNiveaux } from '../data/cache-niveaux.ts';
import { ecriture } from '../data/ecriture.ts';
import { type EvenementRepository, evenementRepository } from '../data/evenement-repository.ts';
import { createPrisma } from '../data/prisma.ts';
import {
  type ReservationRepository,
  reservationRepository,
} from '../data/reservation-repository.ts';
import { stockRepository } from '../data/stock-repository.ts';
import { createService } from '../service.ts';
import { doublure } from './doublure.ts';
import { type Appels, appels } from './appels.ts';

/** Quantities of a product in a place. */
export interface Quantites {
  disponible: number;
  reserve: number;
}

/** The subgraph stock on a database of its own, with stand-ins for caisse and vente. */
export interface Banc extends Appels {
  database: TestDatabase;
  stock: Subgraph;
  /** Makes another replica of the service on the same database; whoever makes it stops it. */
  creerStock(): Subgraph;
  /** The consumer's side of the database, as another replica would use it. */
  evenements: EvenementRepository;
  /** Reservations as another replica would make them, without what groups them. */
  reservations: ReservationRepository;
  /** What that replica measures. */
  metrics: Metrics;
  /** The sales log that the stand-in of vente serves, one event per position. */
  journal: EvenementVente[];
  /** Opens stock: [magasin, produit, quantite]. */
  ouvrir(...niveaux: [number, number, number][]): Promise<void>;
  quantites(magasinId: number, produitId: number): Promise<Quantites>;
  /** Sends an operation as the router would for somebody. */
  envoyer(query: string, variables: object, caller: TestCaller): Promise<GraphQLAnswer>;
  /** The same, for an administrator, and returns its data; an error fails the test. */
  demander<Data = Record<string, never>>(query: string, variables?: object): Promise<Data>;
  /** How many statements of a repository's method the service has sent. */
  envoyees(methode: string): Promise<number>;
  /** How many writes the service has tried again for this cause. */
  reprises(cause: string): Promise<number>;
  /** Pairs whose level is not the sum of their movements: none, always. */
  ecarts(): Promise<unknown[]>;
  fermer(): Promise<void>;
}

/**
 * Makes the bench; call it in `beforeAll`, and `fermer` in `afterAll`.
 *
 * @param cache what its replicas share; by default nothing is cached
 * @param partagee a database whose application is not its owner; by default one role is both
 */
export async function creerBanc(cache?: CacheStore, partagee?: SharedTestDatabase): Promise<Banc> {
  const database = partagee ?? (await createTestDatabase('stock'));
  const databaseUrl = partagee?.applicationUrl ?? database.url;
  const base = new URL(database.url).pathname.slice(1);
  // Else PostgreSQL looks for a deadlock after 1 s, when the lock time-out of 1 s has ended it unseen.
  await database.query(`ALTER DATABASE ${base} SET deadlock_timeout = '50ms'`);
  const journal: EvenementVente[] = [];
  const logger = createLogger('stock', 'silent');
  const creerStock = () =>
    createService({
      databaseUrl,
      transport: doublure(journal),
      credentials: testCredentials('stock'),
      nudges: localNudges(),
      logger,
      cache,
    });
  const stock = creerStock();
  const metrics = createMetrics('replique');
  const replique = openDatabase({ url: databaseUrl, service: 'replique', logger, metrics });
  const prisma = createPrisma(replique);
  const niveaux = cacheNiveaux({ stocks: stockRepository(prisma), store: cache, metrics, logger });
  const ecrire = ecriture(prisma, metrics, niveaux.publier);

  const envoyer: Banc['envoyer'] = async (query, variables, caller) =>
    stock.execute({ query, variables: { ...variables } }, await headersOf('stock', caller));

  return {
    database,
    stock,
    creerStock,
    evenements: evenementRepository(prisma, ecrire),
    reservations: reservationRepository(ecrire),
    metrics,
    journal,
    async ouvrir(...niveaux) {
      await database.query(
        `SELECT inscrire_mouvements(array_agg(
           ROW(n.m, n.p, n.q, 0, 'OUVERTURE', NULL, NULL, NULL, 'test')::mouvement_a_inscrire))
         FROM unnest($1::int[], $2::int[], $3::int[]) AS n (m, p, q)`,
        [niveaux.map((n) => n[0]), niveaux.map((n) => n[1]), niveaux.map((n) => n[2])],
      );
    },
    async quantites(magasinId, produitId) {
      const [ligne] = await database.query<Quantites & Record<string, unknown>>(
        'SELECT disponible, reserve FROM stock WHERE magasin_id = $1 AND produit_id = $2',
        [magasinId, produitId],
      );
      if (!ligne) throw new Error(`Place ${magasinId} does not hold product ${produitId}`);
      return { disponible: ligne.disponible, reserve: ligne.reserve };
    },
    envoyer,
    async demander<Data>(query: string, variables: object = {}) {
      const { data, errors } = await envoyer(query, variables, { role: 'ADMIN' });
      expect(errors).toBeUndefined();
      return data as Data;
    },
    ...appels(stock),
    async envoyees(methode) {
      const { values } = await stock.metrics.sqlStatements.get();
      return values.find(({ labels }) => labels.methode === methode)?.value ?? 0;
    },
    async reprises(cause) {
      const metrique = await stock.metrics.registry.getSingleMetric('stock_reprises_total')?.get();
      return metrique?.values.find(({ labels }) => labels['cause'] === cause)?.value ?? 0;
    },
    ecarts: () =>
      database.query(`
        SELECT s.magasin_id, s.produit_id, s.disponible, s.reserve, m.disponible AS d, m.reserve AS r
        FROM stock s FULL JOIN (
          SELECT magasin_id, produit_id, sum(delta_disponible) AS disponible, sum(delta_reserve) AS reserve
          FROM mouvement GROUP BY 1, 2
        ) AS m USING (magasin_id, produit_id)
        WHERE (s.disponible, s.reserve) IS DISTINCT FROM (m.disponible, m.reserve)`),
    async fermer() {
      await stock.stop();
      await prisma.$disconnect();
      await replique.close();
      await database.drop();
    },
  };
}

import { randomUUID } from 'node:crypto';

import {
  createLogger,
  localNudges,
  type SubgraphName,
  SUJET_VENTES,
  type Transport,
} from '@caisse/subgraph-kit';
import {
  countSqlStatements,
  createTestDatabase,
  headersOf,
  type TestCaller,
  testCredentials,
  waitFor,
} from '@caisse/subgraph-kit/test';

import type { LignePanier } from '../domain/vente.ts';
import { createService, type Reglages } from '../service.ts';
import { type Delais, DELAIS } from '../use-cases/echeance.ts';
import { participants } from './participants.ts';

/** For tests that are not about time: a machine under load must not fail them. */
export const PATIENTS: Delais = {
  ...DELAIS,
  travail: 20_000,
  bail: 25_000,
};

/** Sees the sales of every store, and may cancel them. */
export const DIRECTION: TestCaller = { role: 'ADMIN' };

/** Who sells in a store. */
export const caissiere = (magasinId = 1): TestCaller => ({ role: 'CAISSIER', magasinId });

/**
 * Called before each call of a participant, or after it was done and before its answer; what it throws is a
 * technical failure.
 */
export type Espion = (subgraph: SubgraphName, operation: string) => Promise<void> | void;

export interface PanierVoulu {
  caisseId?: number;
  magasinId?: number;
  lignes?: (Partial<LignePanier> & { produitId: number })[];
}

export type Montage = Awaited<ReturnType<typeof monter>>;

/** The subgraph vente on a database of its own, with its participants in memory. */
export async function monter(reglages: Reglages = {}) {
  const base = await createTestDatabase('vente');
  const acteurs = participants();
  let espion: Espion = () => undefined;
  let espionApres: Espion = () => undefined;
  let observerEntetes: (entetes: Record<string, string>) => void = () => undefined;
  const transport: Transport = {
    async send(subgraph, request, options) {
      const operation = /(?:mutation|query) (\w+)/.exec(request.query)?.[1] ?? '';
      await espion(subgraph, operation);
      observerEntetes({ ...options.headers });
      const reponse = await acteurs.transport.send(subgraph, request, options);
      await espionApres(subgraph, operation);
      return reponse;
    },
  };
  const nudges = localNudges();
  let signaux = 0;
  nudges.listen(SUJET_VENTES, () => (signaux += 1));
  const ouvrir = (siens: Reglages) =>
    createService(
      {
        databaseUrl: base.url,
        transport,
        credentials: testCredentials('vente'),
        nudges,
        logger: createLogger('vente', 'silent'),
      },
      { TERMINAL: 'simule', ...siens },
    );
  const vente = ouvrir(reglages);
  // Under load a new connection may take longer than the pool waits: they are made before the tests.
  await waitFor(() => Promise.all(Array.from({ length: 6 }, () => vente.ready())));

  return {
    base,
    vente,
    etat: acteurs.etat,
    signaux: () => signaux,
    /** Watches, until told otherwise, what the participants are asked, and what they answered. */
    espionner: (avant: Espion, apres: Espion = () => undefined) => {
      espion = avant;
      espionApres = apres;
    },

    /** Gives the headers of each call of a participant. */
    observerEntetes: (observer: (entetes: Record<string, string>) => void) => {
      observerEntetes = observer;
    },

    /** One more instance of vente on the same database, with its sweepers; whoever asks stops it. */
    async instance(siens: Reglages) {
      const autre = ouvrir(siens);
      await autre.start();
      return autre;
    },

    /** Asks vente, and fails on an error. */
    async demander<Data>(
      query: string,
      variables: object = {},
      appelant: TestCaller = DIRECTION,
    ): Promise<Data> {
      const headers = await headersOf('vente', appelant);
      const { data, errors } = await vente.execute({ query, variables: { ...variables } }, headers);
      if (errors) throw new Error(JSON.stringify(errors));
      return data as Data;
    },

    /** A cart of an open session, with enough stock for it. */
    preparerPanier({ caisseId = 1, magasinId = 1, lignes = [{ produitId: 5 }] }: PanierVoulu = {}) {
      const panierId = randomUUID();
      const sessionCaisseId = randomUUID();
      acteurs.etat.sessions.set(sessionCaisseId, { fermeeLe: null });
      const completes = lignes.map((ligne) => ({ ...LIGNE, ...ligne }));
      for (const { produitId, quantite } of completes) {
        const avant = acteurs.etat.disponible.get(produitId) ?? 0;
        acteurs.etat.disponible.set(produitId, avant + quantite);
      }
      acteurs.etat.paniers.set(panierId, {
        ...{ sessionCaisseId, caisseId, magasinId, gelePar: null },
        lignes: completes,
      });
      return { panierId, sessionCaisseId };
    },

    /** SQL statements that vente has sent so far. */
    statements: () => countSqlStatements(vente),

    async demonter(): Promise<void> {
      await vente.stop();
      await acteurs.stop();
      await base.drop();
    },
  };
}

const LIGNE: LignePanier = {
  produitId: 5,
  nomProduit: 'Eau',
  quantite: 1,
  prixUnitaire: 110,
  statutTps: 'TAXABLE',
  statutTvq: 'TAXABLE',
};

import {
  countSqlStatements,
  headersOf,
  type TestCaller,
  testCredentials,
} from '@caisse/subgraph-kit/test';
import {
  createLogger,
  type EvenementVente,
  localNudges,
  type Nudges,
  type Subgraph,
  SUJET_VENTES,
  type Transport,
} from '@caisse/subgraph-kit';

import { createService } from '../service.ts';

/** Reads every store. */
const DIRECTION: TestCaller = { role: 'ADMIN' };

/** A log of sales in memory, read as vente serves its own: the cursor is a position in it. */
export interface Journal extends Transport {
  evenements: EvenementVente[];
}

/** Makes an empty log. */
export function journal(): Journal {
  const evenements: EvenementVente[] = [];
  return {
    evenements,
    send(_subgraph, { variables }) {
      const debut = Number(variables?.['apres'] ?? 0);
      const lot = evenements.slice(debut, debut + Number(variables?.['limite']));
      const fin = debut + lot.length;
      return Promise.resolve({
        data: {
          evenementsVente: {
            curseur: lot.length > 0 ? String(fin) : null,
            reste: fin < evenements.length,
            evenements: lot.map((e) => ({
              id: e.id,
              type: e.type,
              charge: JSON.stringify(e.charge),
            })),
          },
        },
      });
    },
  };
}

/** The service on a test database, and how to speak to it. */
export interface Banc {
  subgraph: Subgraph;
  lire<Data>(
    query: string,
    variables?: Record<string, unknown>,
    appelant?: TestCaller,
  ): Promise<Data>;
  /** SQL statements sent so far. */
  statements(): Promise<number>;
  nudge(): void;
}

/** Starts the service, on the day that the test says. */
export function banc(databaseUrl: string, transport: Transport, maintenant?: () => Date): Banc {
  const nudges: Nudges = localNudges();
  const subgraph = createService(
    {
      databaseUrl,
      transport,
      nudges,
      credentials: testCredentials('reporting'),
      logger: createLogger('reporting', 'silent'),
    },
    { ...(maintenant && { maintenant }) },
  );
  return {
    subgraph,
    async lire<Data>(
      query: string,
      variables: Record<string, unknown> = {},
      appelant: TestCaller = DIRECTION,
    ) {
      const headers = await headersOf('reporting', appelant);
      const { data, errors } = await subgraph.execute({ query, variables }, headers);
      if (errors) throw new Error(JSON.stringify(errors));
      return data as Data;
    },
    statements: () => countSqlStatements(subgraph),
    nudge: () => {
      nudges.send(SUJET_VENTES);
    },
  };
}

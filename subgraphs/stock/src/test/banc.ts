import { expect } from '@jest/globals';

import {
  createLogger,
  type EvenementVente,
  localNudges,
  type Subgraph,
  type Transport,
} from '@caisse/subgraph-kit';
import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

import { createService } from '../service.ts';

const SERVICE_TOKEN = 'jeton-de-service-des-tests';
/** The places that the stand-in of caisse knows. */
const LIEUX = 7;

/** Quantities of a product in a place. */
export interface Quantites {
  disponible: number;
  reserve: number;
}

export interface LigneDeTest {
  produitId: string | number;
  quantite: number;
}

/** The subgraph stock on a database of its own, with stand-ins for caisse and vente. */
export interface Banc {
  database: TestDatabase;
  stock: Subgraph;
  /** The sales log that the stand-in of vente serves, one event per position. */
  journal: EvenementVente[];
  /** Opens stock: [magasin, produit, quantite]. */
  ouvrir(...niveaux: [number, number, number][]): Promise<void>;
  quantites(magasinId: number, produitId: number): Promise<Quantites>;
  /** Sends an operation as the router would and returns its data; an error fails the test. */
  demander<Data = Record<string, never>>(query: string, variables?: object): Promise<Data>;
  reserver(venteId: string, magasinId: number, lignes: LigneDeTest[]): Promise<Reponse>;
  annuler(venteId: string): Promise<{ annulee: boolean }>;
  retourner(
    annulationId: string,
    venteId: string,
    magasinId: number,
    lignes: LigneDeTest[],
  ): Promise<{ rejoue: boolean }>;
  transferer(
    transfertId: string,
    sourceId: string | number,
    destinationId: string | number,
    lignes: LigneDeTest[],
  ): Promise<Reponse>;
  /** Pairs whose level is not the sum of their movements: none, always. */
  ecarts(): Promise<unknown[]>;
  fermer(): Promise<void>;
}

/** The member of a result union that was answered, its fields as far as it has them. */
export interface Reponse {
  __typename: string;
  id?: string;
  code?: string;
  message?: string;
  rejoue?: boolean;
  ruptures?: { produit: { id: string }; demande: number; disponible: number }[];
  champs?: { champ: string; message: string }[];
  statut?: string;
  source?: { id: string };
  destination?: { id: string };
  lignes?: { produit: { id: string }; quantite: number }[];
}

const MUTATIONS = /* GraphQL */ `
  mutation Reserver($input: ReserverStockInput!) {
    resultat: reserverStock(input: $input) {
      __typename
      ... on ReservationStock {
        venteId
        rejoue
      }
      ... on StockInsuffisant {
        code
        message
        ruptures {
          produit {
            id
          }
          demande
          disponible
        }
      }
      ... on Erreur {
        code
        message
      }
    }
  }
  mutation Annuler($input: AnnulerReservationInput!) {
    resultat: annulerReservation(input: $input) {
      annulee
    }
  }
  mutation Retourner($input: RetournerStockInput!) {
    resultat: retournerStock(input: $input) {
      rejoue
    }
  }
  mutation Transferer($input: TransfererStockInput!) {
    resultat: transfererStock(input: $input) {
      __typename
      ... on Transfert {
        id
        statut
        source {
          id
        }
        destination {
          id
        }
        lignes {
          produit {
            id
          }
          quantite
        }
      }
      ... on StockInsuffisant {
        code
        message
        ruptures {
          produit {
            id
          }
          demande
          disponible
        }
      }
      ... on SaisieInvalide {
        champs {
          champ
          message
        }
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`;

/** Makes the bench; call it in `beforeAll`, and `fermer` in `afterAll`. */
export async function creerBanc(): Promise<Banc> {
  const database = await createTestDatabase('stock');
  const journal: EvenementVente[] = [];
  const stock = createService({
    databaseUrl: database.url,
    transport: doublure(journal),
    serviceToken: SERVICE_TOKEN,
    nudges: localNudges(),
    logger: createLogger('stock', 'silent'),
  });
  const executer = async <Data>(operationName: string, variables: object): Promise<Data> => {
    const { data, errors } = await stock.execute(
      { query: MUTATIONS, operationName, variables: { ...variables } },
      { 'x-service-token': SERVICE_TOKEN },
    );
    expect(errors).toBeUndefined();
    return (data as { resultat: Data }).resultat;
  };
  const enTextes = (lignes: LigneDeTest[]) =>
    lignes.map(({ produitId, quantite }) => ({ produitId: String(produitId), quantite }));

  return {
    database,
    stock,
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
    async demander<Data>(query: string, variables: object = {}) {
      const { data, errors } = await stock.execute({ query, variables: { ...variables } }, {});
      expect(errors).toBeUndefined();
      return data as Data;
    },
    reserver: (venteId, magasinId, lignes) =>
      executer('Reserver', {
        input: { venteId, magasinId: String(magasinId), lignes: enTextes(lignes) },
      }),
    annuler: (venteId) => executer('Annuler', { input: { venteId } }),
    retourner: (annulationId, venteId, magasinId, lignes) =>
      executer('Retourner', {
        input: { annulationId, venteId, magasinId: String(magasinId), lignes: enTextes(lignes) },
      }),
    transferer: (transfertId, sourceId, destinationId, lignes) =>
      executer('Transferer', {
        input: {
          transfertId,
          sourceId: String(sourceId),
          destinationId: String(destinationId),
          lignes: enTextes(lignes),
        },
      }),
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
      await database.drop();
    },
  };
}

/** Answers for caisse (places 1 to 7) and for vente (the journal; a cursor is a number of events). */
function doublure(journal: readonly EvenementVente[]): Transport {
  return {
    send: async (subgraph, { variables = {} }) => {
      if (subgraph === 'caisse') {
        const lieu = (id: unknown) => (Number(id) <= LIEUX ? { id } : null);
        const { source, destination } = variables;
        return { data: { source: lieu(source), destination: lieu(destination) } };
      }
      const debut = Number(variables['apres'] ?? 0);
      const fin = Math.min(journal.length, debut + Number(variables['limite']));
      const evenements = journal
        .slice(debut, fin)
        .map((e) => ({ ...e, charge: JSON.stringify(e.charge) }));
      return {
        data: {
          evenementsVente: { evenements, curseur: String(fin), reste: fin < journal.length },
        },
      };
    },
  };
}

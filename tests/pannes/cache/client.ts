import { Agent, request } from 'node:http';

import { type Entetes, IDENTITES } from '../../support/identites.ts';

/** Connections that stay: a history is thousands of small requests. */
const agent = new Agent({ keepAlive: true });

/** A reading of one level: `disponible` tells the version of the row, and null that there is none. */
export interface Niveau {
  disponible: number;
  reserve: number;
}

const LIRE = /* GraphQL */ `
  query Lire($representations: [_Any!]!, $magasinId: ID!) {
    _entities(representations: $representations) {
      ... on Produit {
        stock(magasinId: $magasinId) {
          disponible
          reserve
        }
      }
    }
  }
`;

const RESERVER = /* GraphQL */ `
  mutation Reserver($input: ReserverStockInput!) {
    resultat: reserverStock(input: $input) {
      __typename
    }
  }
`;

const ANNULER = /* GraphQL */ `
  mutation Annuler($input: AnnulerReservationInput!) {
    resultat: annulerReservation(input: $input) {
      annulee
    }
  }
`;

/** The place of every history. */
export const MAGASIN = 1;

/** Reads levels, in the order of the products. @throws when no whole answer came back */
export async function lireNiveaux(
  origine: string,
  produits: readonly number[],
): Promise<(Niveau | null)[]> {
  const representations = produits.map((id) => ({ __typename: 'Produit', id: String(id) }));
  const { _entities } = await envoyer<{ _entities: { stock: Niveau | null }[] }>(origine, LIRE, {
    ...{ representations, magasinId: String(MAGASIN) },
  });
  return _entities.map(({ stock }) => stock);
}

/** Reserves for a sale. @throws unless it is acknowledged */
export async function reserver(
  origine: string,
  venteId: string,
  lignes: readonly { produitId: string; quantite: number }[],
): Promise<void> {
  const { resultat } = await envoyer<{ resultat: { __typename: string } }>(origine, RESERVER, {
    input: { venteId, magasinId: String(MAGASIN), lignes },
  });
  if (resultat.__typename !== 'ReservationStock') throw new Error(resultat.__typename);
}

/** Gives back what a sale reserved. @throws unless it is acknowledged */
export async function annuler(origine: string, venteId: string): Promise<void> {
  const { resultat } = await envoyer<{ resultat: { annulee: boolean } }>(origine, ANNULER, {
    input: { venteId },
  });
  if (!resultat.annulee) throw new Error('The reservation was not cancelled');
}

/** Asks stock as vente does. */
async function envoyer<Donnees>(
  origine: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Donnees> {
  const entetes = await IDENTITES.entetesDuService('vente', 'stock');
  return poster(origine, query, variables, entetes);
}

function poster<Donnees>(
  origine: string,
  query: string,
  variables: Record<string, unknown>,
  entetes: Entetes,
): Promise<Donnees> {
  const corps = JSON.stringify({ query, variables });
  return new Promise((resolve, reject) => {
    const requete = request(`${origine}/graphql`, {
      ...{ agent, method: 'POST', timeout: 8_000 },
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(corps),
        ...entetes,
      },
    });
    requete.on('error', reject);
    requete.on('timeout', () => requete.destroy(new Error('No answer in time')));
    requete.on('response', (reponse) => {
      let texte = '';
      reponse.setEncoding('utf8');
      reponse.on('data', (morceau: string) => (texte += morceau));
      reponse.on('error', reject);
      reponse.on('end', () => {
        try {
          const { data, errors } = JSON.parse(texte) as Reponse<Donnees>;
          if (data && !errors) resolve(data);
          else reject(new Error(texte.slice(0, 500)));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(texte));
        }
      });
    });
    requete.end(corps);
  });
}

interface Reponse<Donnees> {
  data?: Donnees;
  errors?: unknown[];
}

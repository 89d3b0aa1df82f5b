import type { ServiceClient } from '@caisse/subgraph-kit';

const SESSION = /* GraphQL */ `
  query SessionDuPanier($id: ID!) {
    sessionCaisse(id: $id) {
      id
      fermeeLe
      caisse {
        id
        magasin {
          id
        }
      }
    }
  }
`;

interface Data {
  sessionCaisse: {
    id: string;
    fermeeLe: string | null;
    caisse: { id: string; magasin: { id: string } };
  } | null;
}

/** A till session, as carts need it. */
export interface SessionDeCaisse {
  id: string;
  ouverte: boolean;
  caisseId: number;
  magasinId: number;
}

/** Asks the subgraph caisse. */
export function caisseClient(client: ServiceClient) {
  return {
    /** The session of that id, or null when there is none. @throws TransportError */
    async session(id: string): Promise<SessionDeCaisse | null> {
      const { sessionCaisse } = await client.call<Data>(SESSION, { id });
      return (
        sessionCaisse && {
          id: sessionCaisse.id,
          ouverte: sessionCaisse.fermeeLe === null,
          caisseId: Number(sessionCaisse.caisse.id),
          magasinId: Number(sessionCaisse.caisse.magasin.id),
        }
      );
    },
  };
}

export type CaisseClient = ReturnType<typeof caisseClient>;

import type { ServiceClient } from '@caisse/subgraph-kit';

const SESSION = /* GraphQL */ `
  query SessionDeVente($id: ID!) {
    sessionCaisse(id: $id) {
      fermeeLe
    }
  }
`;

/** Asks the subgraph caisse. */
export function caisseClient(client: ServiceClient) {
  return {
    /** True while the till session exists and is open. @throws TransportError */
    async estOuverte(sessionId: string): Promise<boolean> {
      const { sessionCaisse } = await client.call<{
        sessionCaisse: { fermeeLe: string | null } | null;
      }>(SESSION, { id: sessionId });
      return sessionCaisse !== null && sessionCaisse.fermeeLe === null;
    },
  };
}

export type CaisseClient = ReturnType<typeof caisseClient>;

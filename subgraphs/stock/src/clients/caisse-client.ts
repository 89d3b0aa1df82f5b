import type { ServiceClient } from '@caisse/subgraph-kit';

const LIEUX = /* GraphQL */ `
  query LieuxDuTransfert($source: ID!, $destination: ID!) {
    source: magasin(id: $source) {
      id
    }
    destination: magasin(id: $destination) {
      id
    }
  }
`;

interface Lieux {
  source: { id: string } | null;
  destination: { id: string } | null;
}

export type CaisseClient = ReturnType<typeof caisseClient>;

/** What stock asks of the subgraph caisse. */
export function caisseClient(client: ServiceClient) {
  return {
    /** Which of the two places of a transfer exist, in one call. */
    async lieuxExistent(
      sourceId: number,
      destinationId: number,
    ): Promise<{ source: boolean; destination: boolean }> {
      const lieux = await client.call<Lieux>(LIEUX, {
        source: String(sourceId),
        destination: String(destinationId),
      });
      return { source: lieux.source !== null, destination: lieux.destination !== null };
    },
  };
}

import { readPageRequest } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const employes: NonNullable<QueryResolvers['employes']> = (_parent, args, context) =>
  context.employes.lister({
    recherche: args.recherche?.trim() ?? '',
    // A store that cannot exist has nobody: it is not the same as no store.
    magasinId: args.magasinId ? (enCle(args.magasinId) ?? 0) : null,
    inclureInactifs: args.inclureInactifs ?? false,
    page: readPageRequest(args, estCle),
  });

function estCle(cles: readonly unknown[]): cles is [string, number] {
  return cles.length === 2 && typeof cles[0] === 'string' && Number.isInteger(cles[1]);
}

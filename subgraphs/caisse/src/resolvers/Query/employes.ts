import { estCleEntiere, estCleTexte, readPageRequest } from '@caisse/subgraph-kit';
import { enCle, lireRecherche } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const employes: NonNullable<QueryResolvers['employes']> = (_parent, args, context) =>
  context.employes.lister({
    recherche: lireRecherche(args.recherche ?? ''),
    // A store that cannot exist has nobody: it is not the same as no store.
    magasinId: args.magasinId ? (enCle(args.magasinId) ?? 0) : null,
    inclureInactifs: args.inclureInactifs ?? false,
    page: readPageRequest(args, estCle),
  });

function estCle(cles: readonly unknown[]): cles is [string, number] {
  return cles.length === 2 && estCleTexte(cles[0]) && estCleEntiere(cles[1]);
}

import { estCleEntiere, estCleTexte, readPageRequest, selects } from '@caisse/subgraph-kit';

import { preparerRecherche } from '../../domain/recherche.ts';
import type { QueryResolvers } from '../../generated/graphql.ts';

export const produits: NonNullable<QueryResolvers['produits']> = (_parent, args, context, info) =>
  context.produits.lister({
    recherche: preparerRecherche(args.recherche),
    inclureInactifs: args.inclureInactifs ?? false,
    page: readPageRequest(args, estCle),
    compter: selects(info, 'totalCount'),
  });

function estCle(cles: readonly unknown[]): cles is [number, string, number] {
  return (
    cles.length === 3 && estCleEntiere(cles[0]) && estCleTexte(cles[1]) && estCleEntiere(cles[2])
  );
}

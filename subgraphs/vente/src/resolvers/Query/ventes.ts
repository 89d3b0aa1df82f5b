import { estCleInstant, readPageRequest, selects } from '@caisse/subgraph-kit';
import { estUuid } from '@caisse/subgraph-kit/domaine';

import type { CleVente } from '../../data/vente-repository.ts';
import type { QueryResolvers } from '../../generated/graphql.ts';
import { listerVentes } from '../../use-cases/lister-ventes.ts';

export const ventes: NonNullable<QueryResolvers['ventes']> = (_parent, args, context, info) =>
  listerVentes(context, {
    magasinId: args.magasinId,
    sessionCaisseId: args.sessionCaisseId,
    page: readPageRequest(args, estCle),
    compter: selects(info, 'totalCount'),
  });

function estCle(cles: readonly unknown[]): cles is CleVente {
  const [creeLe, id] = cles;
  return cles.length === 2 && estCleInstant(creeLe) && typeof id === 'string' && estUuid(id);
}

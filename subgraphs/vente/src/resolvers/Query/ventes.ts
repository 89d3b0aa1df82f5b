import { readPageRequest, selects } from '@caisse/subgraph-kit';
import { enCle, enUuid, estUuid } from '@caisse/subgraph-kit/domaine';

import type { CleVente } from '../../data/vente-repository.ts';
import type { QueryResolvers } from '../../generated/graphql.ts';

export const ventes: NonNullable<QueryResolvers['ventes']> = (_parent, args, context, info) =>
  context.ventes.lister({
    magasinId: args.magasinId ? (enCle(args.magasinId) ?? AUCUN_MAGASIN) : null,
    sessionCaisseId: args.sessionCaisseId ? (enUuid(args.sessionCaisseId) ?? AUCUNE_SESSION) : null,
    page: readPageRequest(args, estCle),
    compter: selects(info, 'totalCount'),
  });

/** What an id that can name nothing becomes: a key that no row has. */
const AUCUN_MAGASIN = 0;
const AUCUNE_SESSION = '00000000-0000-0000-0000-000000000000';

function estCle(cles: readonly unknown[]): cles is CleVente {
  const [creeLe, id] = cles;
  return (
    cles.length === 2 &&
    typeof creeLe === 'string' &&
    !Number.isNaN(Date.parse(creeLe)) &&
    typeof id === 'string' &&
    estUuid(id)
  );
}

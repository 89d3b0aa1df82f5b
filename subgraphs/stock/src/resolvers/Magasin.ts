import { pageOf, readPageRequest } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';

export const Magasin: CompleteResolvers['Magasin'] = {
  __resolveReference: ({ id }) => ({ id }),
  stocks: async ({ id }, args, { loaders }) => {
    const page = readPageRequest(args, estCle);
    // An id that no place can have holds nothing.
    const magasinId = enCle(id) ?? 0;
    const tranche = { magasinId, apres: page.after?.[0] ?? 0, limite: page.first + 1 };
    const niveaux = await loaders.tranche(tranche);
    return { magasinId, ...pageOf(niveaux, page, ({ produitId }) => [produitId] as const) };
  },
};

function estCle(cles: readonly unknown[]): cles is [produitId: number] {
  const [produitId] = cles;
  return cles.length === 1 && typeof produitId === 'number' && enCle(String(produitId)) !== null;
}

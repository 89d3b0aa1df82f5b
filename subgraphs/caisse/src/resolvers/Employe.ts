import { scopesDe } from '@caisse/acces';
import { enCle } from '@caisse/subgraph-kit/domaine';

import type { CompleteResolvers } from '../generated/graphql.ts';

export const Employe: CompleteResolvers['Employe'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enCle(id);
    return cle === null ? null : loaders.employe.load(cle);
  },
  id: ({ id }) => String(id),
  magasin: ({ magasinId }, _args, { loaders }) =>
    magasinId === null ? null : loaders.magasin.load(magasinId),
  droits: ({ role }) => scopesDe(role),
  verrouilleJusqua: async ({ id }, _args, { loaders }) =>
    (await loaders.attente.load(id))?.jusqua ?? null,
};

import { enUuid } from '@caisse/subgraph-kit/domaine';

import { totauxDe } from '../domain/totaux.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const Panier: CompleteResolvers['Panier'] = {
  __resolveReference: ({ id }, { loaders }) => {
    const cle = enUuid(id);
    return cle === null ? null : loaders.panier.load(cle);
  },
  sessionCaisse: ({ sessionCaisseId }) => ({ id: sessionCaisseId }),
  totaux: (panier, _args, { bareme, aujourdhui }) => totauxDe(panier, bareme, aujourdhui),
};

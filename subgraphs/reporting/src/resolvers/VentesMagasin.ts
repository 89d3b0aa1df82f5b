import type { CompleteResolvers } from '../generated/graphql.ts';

export const VentesMagasin: CompleteResolvers['VentesMagasin'] = {
  magasin: ({ magasinId }) => ({ id: String(magasinId) }),
};

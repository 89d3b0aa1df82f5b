import type { VentesMagasinResolvers } from '../generated/graphql.ts';

export const VentesMagasin: VentesMagasinResolvers = {
  magasin: ({ magasinId }) => ({ id: String(magasinId) }),
};

import type { CompleteResolvers } from '../generated/graphql.ts';

export const StockConnection: CompleteResolvers['StockConnection'] = {
  totalCount: ({ magasinId }, _args, { loaders }) => loaders.nombreTenus(magasinId),
};

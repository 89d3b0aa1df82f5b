import type { CompleteResolvers } from '../generated/graphql.ts';

export const Audit: CompleteResolvers['Audit'] = {
  __resolveReference: ({ id }) => (id === 'chaine' ? { id } : null),
  ventes: (_parent, args, { audit }) => audit.lister(args),
};

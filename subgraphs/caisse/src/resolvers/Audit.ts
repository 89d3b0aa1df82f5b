import type { CompleteResolvers } from '../generated/graphql.ts';

export const Audit: CompleteResolvers['Audit'] = {
  __resolveReference: ({ id }) => (id === 'chaine' ? { id } : null),
  employes: (_audit, args, { audit }) => audit.lister(args),
};

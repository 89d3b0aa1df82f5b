import { CHAINE } from '../domain/journal.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const Audit: CompleteResolvers['Audit'] = {
  __resolveReference: ({ id }) => (id === CHAINE ? { id } : null),
  catalogue: (_parent, args, { audit }) => audit.lister(args),
};

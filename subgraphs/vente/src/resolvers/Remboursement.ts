import type { CompleteResolvers } from '../generated/graphql.ts';

export const Remboursement: CompleteResolvers['Remboursement'] = {
  statut: ({ etat }) => etat,
  motifRefus: ({ codeRefus }) => codeRefus,
};

import { AUDIT_DE_LA_CHAINE } from '../domain/audit.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const Audit: CompleteResolvers['Audit'] = {
  __resolveReference: ({ id }) => (id === AUDIT_DE_LA_CHAINE.id ? AUDIT_DE_LA_CHAINE : null),
  employes: (_audit, args, { audit }) => audit.lister(args),
};

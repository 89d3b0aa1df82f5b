import { referenceAudit } from '@caisse/subgraph-kit';

import type { CompleteResolvers } from '../generated/graphql.ts';

export const Audit: CompleteResolvers['Audit'] = {
  __resolveReference: referenceAudit,
  stock: (_parent, args, { audit }) => audit.lister(args),
};

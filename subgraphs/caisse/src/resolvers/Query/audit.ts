import { AUDIT_DE_LA_CHAINE } from '@caisse/subgraph-kit';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const audit: NonNullable<QueryResolvers['audit']> = () => AUDIT_DE_LA_CHAINE;

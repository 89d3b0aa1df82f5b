import type { QueryResolvers } from '../../generated/graphql.ts';

export const audit: NonNullable<QueryResolvers['audit']> = () => ({ id: 'chaine' });

import type { QueryResolvers } from '../../generated/graphql.ts';

export const magasins: NonNullable<QueryResolvers['magasins']> = (_parent, { type }, context) =>
  context.magasins.lister(type ?? null);

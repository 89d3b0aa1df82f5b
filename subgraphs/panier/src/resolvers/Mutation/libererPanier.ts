import { requireService } from '@caisse/subgraph-kit';

import type { MutationResolvers } from '../../generated/graphql.ts';
import { libererPanier as liberer } from '../../use-cases/liberer-panier.ts';

export const libererPanier: NonNullable<MutationResolvers['libererPanier']> = async (
  _parent,
  { input },
  context,
) => {
  requireService(context);
  return { libere: await liberer(context, input) };
};

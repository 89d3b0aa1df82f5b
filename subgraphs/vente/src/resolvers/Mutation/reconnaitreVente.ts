import type { MutationResolvers } from '../../generated/graphql.ts';
import { reconnaitreVente as reconnaitre } from '../../use-cases/conclues-sans-caisse.ts';

export const reconnaitreVente: NonNullable<MutationResolvers['reconnaitreVente']> = (
  _parent,
  { input: { venteId } },
  context,
) => reconnaitre(context, venteId);

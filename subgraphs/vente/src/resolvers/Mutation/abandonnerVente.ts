import type { MutationResolvers } from '../../generated/graphql.ts';
import { abandonnerVente as abandonner } from '../../use-cases/abandonner-vente.ts';

export const abandonnerVente: NonNullable<MutationResolvers['abandonnerVente']> = (
  _parent,
  { input: { venteId } },
  context,
) => context.mesures.compter('abandonnerVente', abandonner(context, venteId));

import type { MutationResolvers } from '../../generated/graphql.ts';
import { declarerCarteRendue as declarer } from '../../use-cases/traiter-dossier.ts';

export const declarerCarteRendue: NonNullable<MutationResolvers['declarerCarteRendue']> = (
  _parent,
  { input },
  context,
) => declarer(context, input);

import type { QueryResolvers } from '../../generated/graphql.ts';
import { concluesSansCaisse } from '../../use-cases/conclues-sans-caisse.ts';

export const ventesConcluesSansCaisse: NonNullable<QueryResolvers['ventesConcluesSansCaisse']> = (
  _parent,
  args,
  context,
) => concluesSansCaisse(context, args);

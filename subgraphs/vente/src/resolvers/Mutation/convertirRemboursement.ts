import type { MutationResolvers } from '../../generated/graphql.ts';
import { convertirRemboursement as convertir } from '../../use-cases/regler-remboursement.ts';

export const convertirRemboursement: NonNullable<MutationResolvers['convertirRemboursement']> = (
  _parent,
  { input: { sessionCaisseId, ...designation } },
  context,
) => convertir(context, designation, sessionCaisseId ?? null);

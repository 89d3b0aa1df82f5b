import { enCle, enUuid } from '@caisse/subgraph-kit/domaine';

import type { QueryResolvers } from '../../generated/graphql.ts';

export const moi: NonNullable<QueryResolvers['moi']> = (_parent, _args, context) => {
  const { employe } = context.identity;
  const employeId = employe ? enCle(employe.id) : null;
  const connexionId = employe ? enUuid(employe.connexionId) : null;
  // People of another provider have numbers of its own: the sign-in tells ours apart.
  if (employeId === null || connexionId === null) return null;
  return context.connexions.titulaire(employeId, connexionId, context.maintenant());
};

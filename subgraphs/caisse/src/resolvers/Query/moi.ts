import type { QueryResolvers } from '../../generated/graphql.ts';
import { connecteDe } from '../../use-cases/connecte.ts';

export const moi: NonNullable<QueryResolvers['moi']> = (_parent, _args, context) => {
  const connecte = connecteDe(context.identity);
  if (!connecte) return null;
  const { employeId, connexionId } = connecte;
  return context.connexions.titulaire(employeId, connexionId, context.maintenant());
};

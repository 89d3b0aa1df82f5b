import type { QueryResolvers } from '../../generated/graphql.ts';
import { connecteDe } from '../../use-cases/connecte.ts';

export const mesConnexions: NonNullable<QueryResolvers['mesConnexions']> = (
  _parent,
  _args,
  { identity, connexions, maintenant },
) => {
  const connecte = connecteDe(identity);
  if (!connecte) return [];
  return connexions.ouvertes(connecte.employeId, connecte.connexionId, maintenant());
};

import type { MutationResolvers } from '../../generated/graphql.ts';
import { fermerConnexion as fermer } from '../../use-cases/fermer-connexion.ts';

export const fermerConnexion: NonNullable<MutationResolvers['fermerConnexion']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await fermer(context, input);
  return resultat.__typename === 'Connexion'
    ? { __typename: 'Connexion', ...resultat.connexion }
    : resultat;
};

import type { MutationResolvers } from '../../generated/graphql.ts';
import { fermerConnexion as fermer } from '../../use-cases/fermer-connexion.ts';
import { oublierRenouvellement } from '../renouvellement.ts';

export const fermerConnexion: NonNullable<MutationResolvers['fermerConnexion']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await fermer(context, input);
  if (resultat.__typename === 'Connexion' && resultat.connexion.courante) {
    oublierRenouvellement(context);
  }
  return resultat.__typename === 'Connexion'
    ? { __typename: 'Connexion', ...resultat.connexion }
    : resultat;
};

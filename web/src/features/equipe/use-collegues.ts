import { skipToken, useQuery } from '@apollo/client/react';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useMoi } from '../../shared/connexion/moi.ts';

const EQUIPE = graphql(/* GraphQL */ `
  query Equipe($magasinId: ID!) {
    magasin(id: $magasinId) {
      id
      equipe {
        id
        nom
        identifiant
        role
        aUnNip
      }
    }
  }
`);

/**
 * Who may take the till over by PIN: the others of the store who have one.
 *
 * @param magasinId undefined for who is of no store, and has no such colleagues
 */
export function useCollegues(magasinId: string | undefined) {
  const moi = useMoi();
  const { data, error, refetch } = useQuery(
    EQUIPE,
    magasinId === undefined
      ? skipToken
      : { variables: { magasinId }, fetchPolicy: 'cache-and-network' },
  );
  return {
    /** Undefined before the first answer. */
    collegues: data?.magasin?.equipe.filter(({ id, aUnNip }) => aUnNip && id !== moi.id),
    erreur: error,
    relire: () => void refetch(),
  };
}

import { useMutation } from '@apollo/client/react';
import { useCallback } from 'react';
import { graphql } from '../api/generated/gql.ts';
import { useConnexion } from './contexte.ts';

const SE_DECONNECTER = graphql(/* GraphQL */ `
  mutation SeDeconnecter {
    seDeconnecter {
      fermeeLe
    }
  }
`);

/** Signs out. The tokens are forgotten here whatever the server answers: a person who leaves is not kept. */
export function useSeDeconnecter(): () => Promise<void> {
  const connexion = useConnexion();
  const [envoyer] = useMutation(SE_DECONNECTER);
  return useCallback(async () => {
    await envoyer().catch(() => undefined);
    connexion.fermer();
  }, [envoyer, connexion]);
}

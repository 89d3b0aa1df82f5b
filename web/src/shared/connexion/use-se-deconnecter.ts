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

/**
 * Tells the server that the sign-in has ended; without an answer it ends at its own time. `sansTemoin` when another one
 * of the same person has taken its place in this browser.
 */
export function useFermerConnexion(): (options?: { sansTemoin: boolean }) => Promise<void> {
  const [envoyer] = useMutation(SE_DECONNECTER);
  return useCallback(
    async ({ sansTemoin } = { sansTemoin: false }) => {
      await envoyer({ context: { sansTemoin } }).catch(() => undefined);
    },
    [envoyer],
  );
}

/** Signs out. The tokens are forgotten here whatever the server answers: a person who leaves is not kept. */
export function useSeDeconnecter(): () => Promise<void> {
  const connexion = useConnexion();
  const fermer = useFermerConnexion();
  return useCallback(async () => {
    await fermer();
    connexion.fermer();
  }, [fermer, connexion]);
}

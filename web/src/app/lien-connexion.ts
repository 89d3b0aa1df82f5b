import type { ApolloLink } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { from, mergeMap, throwError } from 'rxjs';
import { estNonAuthentifie } from '../shared/api/panne.ts';
import type { Connexion } from '../shared/connexion/connexion.ts';
import { enteteDe } from '../shared/connexion/temoin.ts';

type Contexte = {
  headers?: Record<string, string>;
  jeton?: string | null;
  /** Leaves the cookie of the sign-in as it is, whatever becomes of the sign-in. */
  sansTemoin?: boolean;
};

/** Sends the token with each request; a request whose token was refused is sent once more with a new one. */
export function lienConnexion(connexion: Connexion): ApolloLink {
  const refus = new ErrorLink(({ error, operation, forward }) => {
    const { jeton } = operation.getContext() as Contexte;
    if (!jeton || !estNonAuthentifie(error)) return undefined;
    return from(connexion.jetonApresRefus(jeton)).pipe(
      mergeMap((neuf) =>
        neuf === null || neuf === jeton ? throwError(() => error) : forward(operation),
      ),
    );
  });
  const envoi = new SetContextLink(async (precedent) => {
    const { headers, sansTemoin } = precedent as Contexte;
    const jeton = await connexion.jetonValide();
    if (jeton === null) return { jeton };
    const cle = sansTemoin ? null : connexion.cle();
    const temoin = cle === null ? {} : enteteDe(cle);
    return { jeton, headers: { ...temoin, ...headers, authorization: `Bearer ${jeton}` } };
  });
  return refus.concat(envoi);
}

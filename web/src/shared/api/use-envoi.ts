import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { useCallback } from 'react';
import { useRetenue } from '../verrou/contexte.ts';
import { lirePanne, type Panne } from './panne.ts';

/** What became of a mutation: a member of its union, or a failure to get any answer. */
export type Issue<R> = { sorte: 'reponse'; resultat: R } | { sorte: 'panne'; panne: Panne };

/**
 * Sends one mutation and never throws; the screen does not lock before its answer. `choisir` takes the union out of the data and must be stable.
 */
export function useEnvoi<TData, TVariables extends OperationVariables, R>(
  document: TypedDocumentNode<TData, TVariables>,
  choisir: (data: TData) => R,
): [(variables: TVariables, headers?: Record<string, string>) => Promise<Issue<R>>, boolean] {
  const [muter, { loading }] = useMutation(document);
  useRetenue(loading);
  const envoyer = useCallback(
    async (variables: TVariables, headers?: Record<string, string>): Promise<Issue<R>> => {
      try {
        const { data } = await muter({ variables, ...(headers && { context: { headers } }) });
        if (!data) return { sorte: 'panne', panne: { sorte: 'serveur' } };
        return { sorte: 'reponse', resultat: choisir(data) };
      } catch (erreur) {
        return { sorte: 'panne', panne: lirePanne(erreur) };
      }
    },
    [muter, choisir],
  );
  return [envoyer, loading];
}

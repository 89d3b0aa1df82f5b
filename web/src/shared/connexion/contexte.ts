import { createContext, use, useSyncExternalStore } from 'react';
import type { Connexion } from './connexion.ts';

export const ConnexionContexte = createContext<Connexion | null>(null);

/** The sign-in of this tab. */
export function useConnexion(): Connexion {
  const connexion = use(ConnexionContexte);
  if (!connexion) throw new Error('useConnexion is used outside ConnexionContexte');
  return connexion;
}

/** The name of the sign-in, null when nobody is signed in; it follows what happens. */
export function useCleConnexion(connexion: Connexion): string | null {
  return useSyncExternalStore(
    (surChangement) => connexion.abonner(surChangement),
    () => connexion.cle(),
  );
}

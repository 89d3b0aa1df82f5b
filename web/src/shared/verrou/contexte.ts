import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import type { Verrou } from './verrou.ts';

export const VerrouContexte = createContext<Verrou | null>(null);

/** The lock of this tab's screen. */
export function useVerrou(): Verrou {
  const verrou = use(VerrouContexte);
  if (!verrou) throw new Error('useVerrou is used outside VerrouContexte');
  return verrou;
}

/** Whether the screen must show nothing but its lock. */
export function useEstFerme(verrou: Verrou): boolean {
  return useSyncExternalStore(
    (surChangement) => verrou.abonner(surChangement),
    () => verrou.etat() === 'ferme',
  );
}

/** Keeps the screen from closing while `enCours`: what was sent gets its answer first. */
export function useRetenue(enCours: boolean): void {
  const verrou = useVerrou();
  useEffect(() => (enCours ? verrou.retenir() : undefined), [enCours, verrou]);
}

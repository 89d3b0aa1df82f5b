import { useCallback, useMemo, useRef, useState } from 'react';
import { garderEtat, type EtatCaisse } from './etat-caisse.ts';

/** What a till awaits, on screen and kept. */
export type CaisseGardee = {
  etat: EtatCaisse;
  /** The newest, for what runs later than the drawing it belongs to. */
  lire: () => EtatCaisse;
  /** Changes it; it is on the disk when this resolves. `changer` is run more than once. */
  changer: (changer: (avant: EtatCaisse) => EtatCaisse) => Promise<void>;
};

export function useEtatCaisse(sessionId: string, premier: EtatCaisse): CaisseGardee {
  const [etat, fixer] = useState(premier);
  const courant = useRef(premier);
  const lire = useCallback(() => courant.current, []);
  const changer = useCallback(
    (suite: (avant: EtatCaisse) => EtatCaisse) => {
      courant.current = suite(courant.current);
      fixer(courant.current);
      return garderEtat(sessionId, suite);
    },
    [sessionId],
  );
  return useMemo(() => ({ etat, lire, changer }), [etat, lire, changer]);
}

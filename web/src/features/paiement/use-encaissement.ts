import { useCallback, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { Panne } from '../../shared/api/panne.ts';
import { useMemoire } from '../../shared/stockage/memoire.ts';
import { useRetenue } from '../../shared/verrou/contexte.ts';
import type { Mode } from './repartition.ts';
import { useCheckout, type ReponseCheckout } from './use-checkout.ts';
import { cleVenteEnAttente, type VenteEnAttente } from './vente-en-attente.ts';

export type IssueEncaissement =
  | { sorte: 'vendue'; venteId: string }
  | { sorte: 'refus'; refus: RefusCheckout }
  | { sorte: 'attente'; panne: Panne | null }
  | { sorte: 'requete'; panne: Panne };

export type RefusCheckout = Exclude<
  ReponseCheckout,
  { __typename: 'CheckoutReussi' } | { __typename: 'VenteEnCours' }
>;

/** How often « the sale is under way » is asked again before the person decides. */
const TENTATIVES = 10;

const patienter = (ms: number) => new Promise((suite) => setTimeout(suite, ms));

/**
 * Takes the money once. The sale is written down before it is sent and forgotten at its terminal
 * answer, so that a lost answer, a reload or a closed lid repeats the same sale and never a second one.
 */
export function useEncaissement(sessionId: string) {
  const [attente, garder] = useMemoire<VenteEnAttente>(cleVenteEnAttente(sessionId));
  const [checkout] = useCheckout();
  const [enCours, marquer] = useState(false);
  const occupe = useRef(false);
  // Between two questions about the same sale nothing is in flight, and the payment is still under way.
  useRetenue(enCours);

  const envoyer = useCallback(
    async ({ venteId, panierId, paiements }: VenteEnAttente): Promise<IssueEncaissement> => {
      const input = { venteId, panierId, sessionCaisseId: sessionId, paiements };
      for (let tentative = 0; tentative < TENTATIVES; tentative += 1) {
        const issue = await checkout({ input });
        if (issue.sorte === 'panne') {
          // The server understood nothing, so it sold nothing: this sale may be forgotten.
          if (issue.panne.sorte !== 'requete') return { sorte: 'attente', panne: issue.panne };
          garder(null);
          return { sorte: 'requete', panne: issue.panne };
        }
        const { resultat } = issue;
        if (resultat.__typename === 'VenteEnCours') {
          await patienter(resultat.reessayerDansMs);
          continue;
        }
        garder(null);
        if (resultat.__typename === 'CheckoutReussi') return { sorte: 'vendue', venteId };
        return { sorte: 'refus', refus: resultat };
      }
      return { sorte: 'attente', panne: null };
    },
    [checkout, garder, sessionId],
  );

  const executer = useCallback(
    async (vente: VenteEnAttente): Promise<IssueEncaissement | null> => {
      if (occupe.current) return null;
      occupe.current = true;
      marquer(true);
      try {
        return await envoyer(vente);
      } finally {
        occupe.current = false;
        marquer(false);
      }
    },
    [envoyer],
  );

  const encaisser = useCallback(
    (panierId: string, paiements: { mode: Mode; montant: number }[]) => {
      const vente = attente ?? { venteId: uuidv7(), panierId, paiements };
      garder(vente);
      return executer(vente);
    },
    [attente, executer, garder],
  );

  return { attente, encaisser, reprendre: executer, enCours };
}

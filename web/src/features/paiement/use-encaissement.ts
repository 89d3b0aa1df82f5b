import { useCallback, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { Panne } from '../../shared/api/panne.ts';
import {
  apresVente,
  sansVente,
  type Mode,
  type VenteEnAttente,
} from '../../shared/caisse/etat-caisse.ts';
import type { CaisseGardee } from '../../shared/caisse/use-etat-caisse.ts';
import { useRetenue } from '../../shared/verrou/contexte.ts';
import { useAbandonnerVente } from './use-abandonner-vente.ts';
import { useCheckout, type ReponseCheckout } from './use-checkout.ts';

export type IssueEncaissement =
  | { sorte: 'vendue'; venteId: string }
  | { sorte: 'refus'; refus: RefusCheckout }
  /** Given up: the cart is usable again; what a card may still show is said. */
  | { sorte: 'abandonnee'; vente: VenteEnAttente }
  | { sorte: 'attente'; panne: Panne | null }
  | { sorte: 'requete'; panne: Panne };

export type RefusCheckout = Exclude<
  ReponseCheckout,
  { __typename: 'CheckoutReussi' | 'VenteEnCours' | 'VenteAbandonnee' }
>;

/** How often « the sale is under way » is asked again before the person is told that it is in doubt. */
const TENTATIVES = 4;
/** The longest pause between two questions about a sale: after some seconds the server takes the till for gone. */
export const PAUSE_MS = 5_000;

const patienter = (ms: number) => new Promise((suite) => setTimeout(suite, Math.min(ms, PAUSE_MS)));

/**
 * Takes the money once. The sale is written down before it is sent and forgotten at its terminal
 * answer, so that a lost answer, a reload or a killed browser repeats the same sale and never a second one.
 */
export function useEncaissement(sessionId: string, { etat, lire, changer }: CaisseGardee) {
  const [checkout] = useCheckout();
  const [envoyerAbandon] = useAbandonnerVente();
  const [enCours, marquer] = useState(false);
  const occupe = useRef(false);
  // Between two questions about the same sale nothing is in flight, and the payment is still under way.
  useRetenue(enCours);

  const envoyer = useCallback(
    async (vente: VenteEnAttente): Promise<IssueEncaissement | null> => {
      const { venteId, panierId, paiements } = vente;
      const input = { venteId, panierId, sessionCaisseId: sessionId, paiements };
      for (let tentative = 1; ; tentative += 1) {
        const issue = await checkout({ input });
        // Somebody gave it up meanwhile, and has had its last word.
        if (lire().vente?.venteId !== venteId) return null;
        if (issue.sorte === 'panne') {
          // The server understood nothing, so it sold nothing: this sale may be forgotten.
          if (issue.panne.sorte !== 'requete') return { sorte: 'attente', panne: issue.panne };
          await changer((avant) => sansVente(avant, venteId));
          return { sorte: 'requete', panne: issue.panne };
        }
        const { resultat } = issue;
        if (resultat.__typename === 'VenteEnCours') {
          if (tentative === TENTATIVES) return { sorte: 'attente', panne: null };
          await patienter(resultat.reessayerDansMs);
          continue;
        }
        if (resultat.__typename === 'CheckoutReussi') {
          const panierSuivant = uuidv7();
          await changer((avant) => apresVente(avant, vente, panierSuivant));
          return { sorte: 'vendue', venteId };
        }
        await changer((avant) => sansVente(avant, venteId));
        if (resultat.__typename === 'VenteAbandonnee') return { sorte: 'abandonnee', vente };
        return { sorte: 'refus', refus: resultat };
      }
    },
    [checkout, changer, lire, sessionId],
  );

  const executer = useCallback(
    async (preparer: () => Promise<VenteEnAttente>): Promise<IssueEncaissement | null> => {
      if (occupe.current) return null;
      occupe.current = true;
      marquer(true);
      try {
        return await envoyer(await preparer());
      } finally {
        occupe.current = false;
        marquer(false);
      }
    },
    [envoyer],
  );

  const encaisser = useCallback(
    (panierId: string, paiements: { mode: Mode; montant: number }[], total: number) =>
      executer(async () => {
        const debut = new Date().toISOString();
        const vente = lire().vente ?? { venteId: uuidv7(), panierId, paiements, total, debut };
        await changer((avant) => ({ ...avant, vente }));
        return vente;
      }),
    [executer, changer, lire],
  );
  /** The cashier's own word, also while an answer is awaited: whichever is first is the last word. */
  const abandonner = useCallback(
    async (vente: VenteEnAttente): Promise<IssueEncaissement | null> => {
      const { venteId } = vente;
      const issue = await envoyerAbandon({ input: { venteId } });
      if (lire().vente?.venteId !== venteId) return null;
      if (issue.sorte === 'panne') return { sorte: 'attente', panne: issue.panne };
      if (issue.resultat.__typename === 'AbandonReussi') {
        await changer((avant) => sansVente(avant, venteId));
        return { sorte: 'abandonnee', vente };
      }
      if (issue.resultat.__typename === 'VenteEnCours') return { sorte: 'attente', panne: null };
      const panierSuivant = uuidv7();
      await changer((avant) => apresVente(avant, vente, panierSuivant));
      return { sorte: 'vendue', venteId };
    },
    [envoyerAbandon, changer, lire],
  );
  const reprendre = useCallback(
    (vente: VenteEnAttente) => executer(() => Promise.resolve(vente)),
    [executer],
  );

  return { attente: etat.vente, encaisser, reprendre, abandonner, enCours };
}

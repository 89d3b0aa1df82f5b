import { setTimeout as attendre } from 'node:timers/promises';

import type { Montant } from '@caisse/subgraph-kit/domaine';

import type {
  ClePaiement,
  EtatPaiement,
  RefusTerminal,
  TerminalPaiement,
} from './terminal-paiement.ts';

/**
 * What the simulated card of an exact amount does; any other amount is accepted at once.
 *
 * - 0,13 $ has no money: refused.
 * - 0,14 $ meets a cut line the first time: nothing arrives, and no answer comes. It is accepted when sent again.
 * - 0,15 $ hesitates at the keypad: no answer comes in time, and it is accepted a while later.
 * - 0,16 $ is accepted, but the answer is lost.
 * - 0,17 $ is accepted, and refuses every refund: the card was closed meanwhile.
 */
export const MONTANTS = {
  REFUSE: 13,
  MUET: 14,
  TARDIF: 15,
  REPONSE_PERDUE: 16,
  SANS_RETOUR: 17,
} as const;

export const MONTANT_REFUSE: Montant = MONTANTS.REFUSE;

/** Payments remembered: enough for the sales in progress. */
const MEMOIRE_MAXIMUM = 10_000;

/** How the simulated terminal takes its time, in milliseconds. */
export interface Lenteurs {
  /** When the caller gives up waiting for an answer that does not come: the ladder's call of a participant. */
  sansReponse: number;
  /** How long the hesitating customer takes. */
  hesitation: number;
}

const LENTEURS: Lenteurs = { sansReponse: 1_500, hesitation: 4_000 };

interface Paiement {
  etat: Exclude<EtatPaiement, 'INCONNU'>;
  /** Moment of the decision of a payment EN_COURS. */
  decideA: number;
}

/**
 * A terminal for demonstrations and tests. No money moves, so its memory may be lost with the process:
 * the verdict depends on the amount alone and is the same in every replica.
 */
export function terminalSimule({ sansReponse, hesitation } = LENTEURS): TerminalPaiement {
  const paiements = new Map<string, Paiement>();
  const coupes = new Set<string>();
  const retenir = (cle: string, etat: Paiement['etat'], decideA = 0) => {
    paiements.set(cle, { etat, decideA });
    oublier(paiements);
  };
  const lire = (cle: string): EtatPaiement => {
    const { etat, decideA } = paiements.get(cle) ?? { etat: 'INCONNU', decideA: 0 };
    return etat === 'EN_COURS' && performance.now() >= decideA ? 'ACCEPTE' : etat;
  };
  const seTaire = async (): Promise<never> => {
    await attendre(sansReponse, undefined, { ref: false });
    throw new Error('The simulated terminal did not answer');
  };

  return {
    simule: true,
    async autoriser(carte, montant) {
      const cle = ecrire(carte);
      const connu = lire(cle);
      if (connu === 'ACCEPTE') return { etat: connu };
      if (connu === 'REFUSE' || connu === 'ANNULE') return refus(connu);
      if (connu === 'EN_COURS') return seTaire();
      switch (montant) {
        case MONTANTS.REFUSE:
          retenir(cle, 'REFUSE');
          return refus('SANS_PROVISION');
        case MONTANTS.MUET:
          if (coupes.has(cle)) break;
          coupes.add(cle);
          oublier(coupes);
          return seTaire();
        case MONTANTS.TARDIF:
          retenir(cle, 'EN_COURS', performance.now() + hesitation);
          return seTaire();
        case MONTANTS.REPONSE_PERDUE:
          retenir(cle, 'ACCEPTE');
          return seTaire();
        default:
      }
      retenir(cle, 'ACCEPTE');
      return { etat: 'ACCEPTE' };
    },
    interroger: (carte) => Promise.resolve(lire(ecrire(carte))),
    annuler(carte) {
      retenir(ecrire(carte), 'ANNULE');
      return Promise.resolve({ etat: 'ANNULE' });
    },
    rembourser(cle, _origine, montant) {
      const annule = lire(ecrire(cle)) === 'ANNULE';
      if (annule || montant === MONTANTS.SANS_RETOUR) {
        return Promise.resolve(refus(annule ? 'ANNULE' : 'CARTE_FERMEE'));
      }
      return Promise.resolve({ etat: 'REMBOURSE' });
    },
  };
}

function refus(code: string): RefusTerminal {
  return { etat: 'REFUSE', code };
}

function ecrire({ id, rang }: ClePaiement): string {
  return `${id}:${rang}`;
}

/** Forgets the oldest key, beyond what is needed. */
function oublier(memoire: Map<string, unknown> | Set<string>): void {
  const [plusAncienne] = memoire.keys();
  if (memoire.size > MEMOIRE_MAXIMUM && plusAncienne !== undefined) memoire.delete(plusAncienne);
}

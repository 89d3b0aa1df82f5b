import { type BackgroundTask, crashPoint, type Logger } from '@caisse/subgraph-kit';

import type { Reprise, SorteReprise } from '../data/reprise-repository.ts';
import { type IssueEssai, issueDe } from '../domain/participants.ts';
import { BailPerdu } from './echeance.ts';
import { CarteEnSuspens } from './sans-caisse.ts';

export interface Balayage<Dossier> {
  sorte: SorteReprise;
  /** Takes the lease of at most so many abandoned ones: never tried yet, or tried in vain. */
  prendre: (limite: number, dossiers: boolean) => Promise<Reprise<Dossier>[]>;
  /** Brings one to its end. */
  poursuivre: (reprise: Reprise<Dossier>) => Promise<unknown>;
  /** Notes a try in vain, and when the next one is due. */
  noter: (dossier: Dossier, issue: IssueEssai) => Promise<void>;
  /** Gives the lease back, so that another instance goes on at once. */
  rendre: (dossier: Dossier) => Promise<void>;
  intervalleMs: number;
  logger: Logger;
  compter: (sorte: SorteReprise, resultat: 'terminee' | 'perdue' | 'echec') => void;
}

/**
 * Most that one instance takes over at once in each lane: what it takes, it must be able to work on within the lease.
 */
const SIMULTANEES = 8;

/** First tries, and what was tried in vain: the second never stands in the way of the first. */
const VOIES = [{ dossiers: false }, { dossiers: true }] as const;

/**
 * Finishes what dead processes and tills that left have in doubt, round after round. It takes no more than it can work
 * on now, so a lease never runs out in a queue. A failure is noted with the case and left to a later round, of any
 * instance.
 */
export function balayeur<Dossier extends { id: string }>({
  sorte,
  prendre,
  poursuivre,
  noter,
  rendre,
  intervalleMs,
  logger,
  compter,
}: Balayage<Dossier>): BackgroundTask {
  const enMain = { false: new Set<Promise<void>>(), true: new Set<Promise<void>>() };
  const minuteries = new Set<NodeJS.Timeout>();
  const tours = new Set<Promise<void>>();
  let arrete = true;

  const finir = async (reprise: Reprise<Dossier>) => {
    const { dossier, origine } = reprise;
    const sujet = { sorte, id: dossier.id, ...origine };
    try {
      crashPoint('vente.balayage-apres-bail');
      if (arrete) await rendre(dossier);
      else {
        await poursuivre(reprise);
        compter(sorte, 'terminee');
        logger.info(sujet, 'Finished what was left in doubt');
      }
    } catch (err) {
      // Somebody else has it: it is theirs to finish.
      if (err instanceof BailPerdu) {
        compter(sorte, 'perdue');
        return;
      }
      // Nothing went wrong: the customer is still at the keypad. The lease paces the questions.
      if (err instanceof CarteEnSuspens) return;
      compter(sorte, 'echec');
      logger.warn({ err, ...sujet }, 'Not finished; left to a later round');
      try {
        if (!arrete) await noter(dossier, issueDe(err));
        // The case says when it is due: the lease must not hold it longer.
        await rendre(dossier);
      } catch (panne) {
        signalerPanne(panne);
      }
    }
  };
  const signalerPanne = (err: unknown) => {
    logger.warn({ err, sorte }, 'The sweeper could not reach the database; it will retry');
  };

  const balayer = async (dossiers: boolean) => {
    const places = enMain[`${dossiers}`];
    while (!arrete) {
      const libres = SIMULTANEES - places.size;
      if (libres === 0) {
        await Promise.race(places);
        continue;
      }
      const reprises = await prendre(libres, dossiers);
      for (const reprise of reprises) {
        const travail = finir(reprise).finally(() => places.delete(travail));
        places.add(travail);
      }
      if (reprises.length < libres) return;
    }
  };

  const commencerTour = (dossiers: boolean) => {
    const tour = balayer(dossiers)
      .catch(signalerPanne)
      .finally(() => {
        tours.delete(tour);
        if (arrete) return;
        const minuterie = setTimeout(() => {
          minuteries.delete(minuterie);
          commencerTour(dossiers);
        }, intervalleMs);
        minuteries.add(minuterie);
      });
    tours.add(tour);
  };

  return {
    start() {
      arrete = false;
      for (const { dossiers } of VOIES) commencerTour(dossiers);
    },
    async stop() {
      arrete = true;
      for (const minuterie of minuteries) clearTimeout(minuterie);
      await Promise.all(tours);
      await Promise.all([...enMain.false, ...enMain.true]);
    },
  };
}

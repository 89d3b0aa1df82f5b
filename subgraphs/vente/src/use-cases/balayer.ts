import { type BackgroundTask, crashPoint, type Logger } from '@caisse/subgraph-kit';

import type { Reprise, SorteReprise } from '../data/reprise-repository.ts';
import { BailPerdu } from './echeance.ts';

export interface Balayage<Dossier> {
  sorte: SorteReprise;
  /** Takes the lease of at most so many abandoned ones. */
  prendre: (limite: number) => Promise<Reprise<Dossier>[]>;
  /** Brings one to its end. */
  poursuivre: (reprise: Reprise<Dossier>) => Promise<unknown>;
  /** Gives the lease back, so that another instance goes on at once. */
  rendre: (dossier: Dossier) => Promise<void>;
  intervalleMs: number;
  logger: Logger;
  compter: (sorte: SorteReprise, resultat: 'terminee' | 'perdue' | 'echec') => void;
}

/** Most that one instance takes over at once: what it takes, it must be able to work on within the lease. */
const SIMULTANEES = 8;

/**
 * Finishes what dead processes left, round after round. It takes no more than it can work on now, so a
 * lease never runs out in a queue. A failure is logged and left to a later round, of any instance.
 */
export function balayeur<Dossier extends { id: string }>({
  sorte,
  prendre,
  poursuivre,
  rendre,
  intervalleMs,
  logger,
  compter,
}: Balayage<Dossier>): BackgroundTask {
  const enMain = new Set<Promise<void>>();
  let arrete = true;
  let minuterie: NodeJS.Timeout | undefined;
  let tour: Promise<void> | undefined;

  const finir = async (reprise: Reprise<Dossier>) => {
    const { dossier, origine } = reprise;
    try {
      crashPoint('vente.balayage-apres-bail');
      if (arrete) await rendre(dossier);
      else {
        await poursuivre(reprise);
        compter(sorte, 'terminee');
        logger.info({ sorte, id: dossier.id, ...origine }, 'Finished what was left in doubt');
      }
    } catch (err) {
      // Somebody else has it: it is theirs to finish.
      if (err instanceof BailPerdu) {
        compter(sorte, 'perdue');
        return;
      }
      compter(sorte, 'echec');
      logger.warn(
        { err, sorte, id: dossier.id, ...origine },
        'Not finished; left to a later round',
      );
      if (arrete) await rendre(dossier).catch(noter);
    }
  };
  const noter = (err: unknown) => {
    logger.warn({ err, sorte }, 'The sweeper could not reach the database; it will retry');
  };

  const balayer = async () => {
    while (!arrete) {
      const libres = SIMULTANEES - enMain.size;
      if (libres === 0) {
        await Promise.race(enMain);
        continue;
      }
      const reprises = await prendre(libres);
      for (const reprise of reprises) {
        const travail = finir(reprise).finally(() => enMain.delete(travail));
        enMain.add(travail);
      }
      if (reprises.length < libres) return;
    }
  };

  const commencerTour = () => {
    tour = balayer()
      .catch(noter)
      .finally(() => {
        if (!arrete) minuterie = setTimeout(commencerTour, intervalleMs);
      });
  };

  return {
    start() {
      arrete = false;
      commencerTour();
    },
    async stop() {
      arrete = true;
      clearTimeout(minuterie);
      await tour;
      await Promise.all(enMain);
    },
  };
}

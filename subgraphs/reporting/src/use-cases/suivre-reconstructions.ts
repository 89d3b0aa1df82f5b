import { randomUUID } from 'node:crypto';

import type { BackgroundTask, Logger } from '@caisse/subgraph-kit';

import {
  type DependancesReconstruction,
  ReconstructionPerdue,
  reconstruire,
} from './reconstruire.ts';

/**
 * Does the rebuilds that are asked for, one after the other, while the service serves.
 *
 * @param intervalleMs time between two looks
 */
export function suivreReconstructions(
  dependances: Omit<DependancesReconstruction, 'signal'>,
  logger: Logger,
  intervalleMs = 1_000,
): BackgroundTask {
  const { reconstructions, bailMs } = dependances;
  let fin = new AbortController();
  let minuterie: NodeJS.Timeout | undefined;
  let travail: Promise<void> | undefined;

  const faire = async (): Promise<void> => {
    const reconstruction = await reconstructions.prendre(randomUUID(), bailMs);
    if (!reconstruction) return;
    const { id, genre } = reconstruction;
    logger.info({ id, genre }, 'A rebuild of the reports begins');
    try {
      await reconstruire({ ...dependances, signal: fin.signal }, reconstruction);
      logger.info({ id, events: reconstruction.evenements }, 'The rebuild of the reports is done');
    } catch (err) {
      // Its lease ends, and the next process begins it again.
      if (fin.signal.aborted || err instanceof ReconstructionPerdue) return;
      logger.error({ err, id }, 'The rebuild of the reports failed');
      await reconstructions.terminer(reconstruction, 'ECHOUEE', String(err));
    }
  };
  const tour = (): void => {
    travail = faire()
      .catch((err: unknown) => {
        logger.warn({ err }, 'Rebuilds of the reports could not be looked for');
      })
      .finally(() => {
        if (!fin.signal.aborted) minuterie = setTimeout(tour, intervalleMs);
      });
  };
  return {
    start() {
      fin = new AbortController();
      tour();
    },
    async stop() {
      fin.abort();
      clearTimeout(minuterie);
      await travail;
    },
  };
}

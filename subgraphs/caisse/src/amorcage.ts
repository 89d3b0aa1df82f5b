import type { BackgroundTask, Logger } from '@caisse/subgraph-kit';

/** Time between tries while the database is away or not migrated yet. */
const NOUVEL_ESSAI_MS = 5_000;

/** Does something once after the start, and tries again until it is done. */
export function amorcage(travail: () => Promise<void>, logger: Logger): BackgroundTask {
  let minuterie: NodeJS.Timeout | undefined;
  let enCours: Promise<void> | undefined;
  let arrete = false;

  const essayer = (): void => {
    enCours = travail().catch((err: unknown) => {
      logger.warn({ err }, 'The first ADMIN could not be looked for; it will be tried again');
      if (!arrete) minuterie = setTimeout(essayer, NOUVEL_ESSAI_MS);
    });
  };

  return {
    start: essayer,
    async stop() {
      arrete = true;
      clearTimeout(minuterie);
      await enCours;
    },
  };
}

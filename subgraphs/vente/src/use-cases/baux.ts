import type { Logger } from '@caisse/subgraph-kit';

import { BailPerdu } from './echeance.ts';

/** A sale or a return whose lease this instance holds. */
interface Tenu {
  id: string;
  rendre: () => Promise<void>;
  /** When the lease ends by itself, by this process's clock. */
  fin: number;
}

/** The leases that an instance took for tills. When it ends, others need not wait until they run out. */
export interface Baux {
  /**
   * Works under a lease that the caller holds.
   *
   * @param dossier the sale or the return
   * @param rendre ends its lease, so that another instance goes on at once
   */
  tenir<T>(
    dossier: { id: string },
    rendre: () => Promise<void>,
    travail: () => Promise<T>,
  ): Promise<T>;
  /** Gives back every lease on what is not finished, now and from now on. Never rejects. */
  rendreTout(): Promise<void>;
}

/** @param bailMs how long a lease lasts */
export function ouvrirBaux(bailMs: number, logger: Logger): Baux {
  const tenus = new Set<Tenu>();
  let arrete = false;
  const rendreUn = async ({ id, rendre }: Tenu) => {
    try {
      await rendre();
      logger.info({ id }, 'Gave back the lease of what was not finished');
    } catch (err) {
      // It ends by itself.
      logger.warn({ err, id }, 'The lease could not be given back');
    }
  };

  return {
    async tenir(dossier, rendre, travail) {
      const maintenant = performance.now();
      for (const ancien of tenus) if (ancien.fin < maintenant) tenus.delete(ancien);
      const tenu = { id: dossier.id, rendre, fin: maintenant + bailMs };
      tenus.add(tenu);
      try {
        const resultat = await travail();
        tenus.delete(tenu);
        return resultat;
      } catch (erreur) {
        // In doubt: the lease still holds, and is given back if the process ends before it does.
        if (erreur instanceof BailPerdu || arrete) tenus.delete(tenu);
        if (!(erreur instanceof BailPerdu) && arrete) await rendreUn(tenu);
        throw erreur;
      }
    },
    async rendreTout() {
      arrete = true;
      const aRendre = [...tenus];
      tenus.clear();
      await Promise.all(aRendre.map(rendreUn));
    },
  };
}

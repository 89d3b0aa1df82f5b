import { PublicError } from '@caisse/subgraph-kit';
import pLimit, { type Limit } from 'p-limit';

/** Somebody, an address or a store that tries secrets, and how many of its tries may be in hand. */
export interface File {
  nom: string;
  maximum: number;
}

/** Lets each place try one secret at a time, so that none takes the turns of the others. */
export interface Guichet {
  /**
   * @param files the first is the one whose tries follow each other; all are counted
   * @throws PublicError TROP_D_ESSAIS when one has too many in hand: nothing was tried
   */
  passer<Value>(files: readonly [File, ...File[]], travail: () => Promise<Value>): Promise<Value>;
}

/** Counted in this process alone: with n replicas a place has n tries in hand at once. */
export function creerGuichet(): Guichet {
  const enMain = new Map<string, number>();
  const tours = new Map<string, Limit>();
  const compter = (nom: string, ecart: number) => {
    const reste = (enMain.get(nom) ?? 0) + ecart;
    if (reste > 0) enMain.set(nom, reste);
    else {
      enMain.delete(nom);
      tours.delete(nom);
    }
  };

  return {
    async passer(files, travail) {
      if (files.some(({ nom, maximum }) => (enMain.get(nom) ?? 0) >= maximum)) {
        throw new PublicError(
          'TROP_D_ESSAIS',
          'Trop d’essais à la fois. Attendez la réponse des précédents.',
        );
      }
      const [{ nom: premier }] = files;
      for (const { nom } of files) compter(nom, 1);
      try {
        let tour = tours.get(premier);
        if (!tour) tours.set(premier, (tour = pLimit(1)));
        return await tour(travail);
      } finally {
        for (const { nom } of files) compter(nom, -1);
      }
    },
  };
}

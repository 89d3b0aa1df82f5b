import { ecrireMemoire, lireMemoire } from './memoire.ts';

/** The till at which this browser works. */
export type Poste = {
  sessionId: string;
  caisseNumero: number;
  magasinId: string;
  magasinNom: string;
};

const CLE = 'caisse.poste';

/** The till of this browser, when it is one of the store of who asks. */
export function posteDe(magasinId: string | undefined): Poste | null {
  const poste = lireMemoire<Poste>(CLE);
  return poste?.magasinId === magasinId ? poste : null;
}

export const garderPoste = (poste: Poste | null) => ecrireMemoire(CLE, poste);

import { ecrireMemoire, lireMemoire } from './memoire.ts';

/** The till at which this browser works. */
export type Poste = {
  sessionId: string;
  caisseNumero: number;
  magasinId: string;
  magasinNom: string;
};

const CLE = 'caisse.poste';

export const lirePoste = () => lireMemoire<Poste>(CLE);
export const garderPoste = (poste: Poste | null) => ecrireMemoire(CLE, poste);

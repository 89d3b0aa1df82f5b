import type { Issue } from '../../shared/api/use-envoi.ts';
import { lireEchec, type EchecPanier, type ReponsePanier } from './echec.ts';

export type Envoi = {
  /** Repeating it, after a lost answer, does nothing twice. */
  envoyer: () => Promise<Issue<ReponsePanier>>;
  produitId?: string;
  surPrix?: (nouveau: number) => void;
};

export type File = (envoi: Envoi) => void;

/**
 * Sends the changes of a cart one after the other, so that fast scanning keeps its order, and tells
 * what became of each: null for a success.
 */
export function creerFile(surEchec: (echec: EchecPanier | null) => void): File {
  let fin: Promise<unknown> = Promise.resolve();
  const enFile: File = (envoi) => {
    const faire = async () => {
      surEchec(null);
      const issue = await envoi.envoyer();
      const reessayer = () => enFile(envoi);
      surEchec(lireEchec(issue, { ...envoi, reessayer }));
    };
    fin = fin.then(faire, faire);
  };
  return enFile;
}

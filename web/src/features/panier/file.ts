import type { Issue } from '../../shared/api/use-envoi.ts';
import { lireEchec, type EchecPanier, type ReponsePanier } from './echec.ts';

export type Envoi = {
  envoyer: () => Promise<Issue<ReponsePanier>>;
  /** How to send it again when no answer came; `envoyer` itself where repeating is harmless. */
  renvoyer?: () => Promise<Issue<ReponsePanier>>;
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
      const reessayer = () => enFile({ ...envoi, envoyer: envoi.renvoyer ?? envoi.envoyer });
      surEchec(lireEchec(issue, { ...envoi, reessayer }));
    };
    fin = fin.then(faire, faire);
  };
  return enFile;
}

import { lireDurable, modifierDurable } from './durable.ts';

/** The till at which this browser works. */
export type Poste = {
  sessionId: string;
  caisseNumero: number;
  magasinId: string;
  magasinNom: string;
};

const CLE = 'caisse.poste';
/** As this page knows it: another tab may work at another till, and the next page begins at the newest. */
let actuel: Poste | null = null;

/** Reads the till of this browser, before the first screen asks for it. */
export async function chargerPoste(): Promise<void> {
  actuel = await lireDurable<Poste>(CLE);
}

/** The till of this browser, when it is one of the store of who asks. */
export function posteDe(magasinId: string | undefined): Poste | null {
  return actuel?.magasinId === magasinId ? actuel : null;
}

/** Keeps the till, or forgets it; it is on the disk when this resolves, so that a killed browser finds it again. */
export function garderPoste(poste: Poste | null): Promise<void> {
  actuel = poste;
  return modifierDurable<Poste>(CLE, () => poste);
}

import type { Oreilles, Partage } from './connexion.ts';
import type { Jetons } from './jetons.ts';

type Message =
  | { sorte: 'demande'; cle: string; rang: number }
  | { sorte: 'jetons'; jetons: Jetons }
  | { sorte: 'fin'; cle: string };

/** The part of BroadcastChannel that is needed. */
export type Canal = {
  postMessage(message: Message): void;
  addEventListener(sorte: 'message', surMessage: (evenement: MessageEvent<Message>) => void): void;
};

/** The part of LockManager that is needed. */
export type Verrous = { request(nom: string, faire: () => Promise<void>): Promise<void> };

const NOM = 'caisse.connexion';

/** How long another tab may take to answer: it has the tokens in memory. */
const REPONSE_MS = 250;

/**
 * @param verrous absent where the browser has none: away from HTTPS and from the machine itself
 */
export function creerPartage(canal: Canal, verrous?: Verrous): Partage {
  const attentes = new Set<Oreilles['surJetons']>();
  return {
    seul: (faire) => (verrous ? verrous.request(NOM, faire) : faire()),
    demander: ({ cle, rang }) =>
      new Promise((suite) => {
        const finir = () => {
          clearTimeout(minuterie);
          attentes.delete(entendre);
          suite();
        };
        const entendre = (jetons: Jetons) => {
          if (jetons.cle === cle && jetons.rang > rang) finir();
        };
        const minuterie = setTimeout(finir, REPONSE_MS);
        attentes.add(entendre);
        canal.postMessage({ sorte: 'demande', cle, rang });
      }),
    annoncer: (jetons) => canal.postMessage({ sorte: 'jetons', jetons }),
    annoncerFin: (cle) => canal.postMessage({ sorte: 'fin', cle }),
    ecouter: ({ surDemande, surJetons, surFin }) =>
      canal.addEventListener('message', ({ data }) => {
        if (data.sorte === 'demande') surDemande(data.cle, data.rang);
        else if (data.sorte === 'fin') surFin(data.cle);
        else {
          surJetons(data.jetons);
          for (const entendre of [...attentes]) entendre(data.jetons);
        }
      }),
  };
}

/** The tabs of this browser. */
export const partageDesOnglets = () =>
  creerPartage(
    new BroadcastChannel(NOM),
    // The types say that it is always there; without a secure context it is not.
    (navigator as { locks?: LockManager }).locks,
  );

import type { Partage } from './connexion.ts';

type Message = { sorte: 'fin'; cle: string } | { sorte: 'autre' };

/** The part of BroadcastChannel that is needed. */
export type Canal = {
  postMessage(message: Message): void;
  addEventListener(sorte: 'message', surMessage: (evenement: MessageEvent<Message>) => void): void;
};

/** The part of LockManager that is needed. */
export type Verrous = { request(nom: string, faire: () => Promise<void>): Promise<void> };

const NOM = 'caisse.connexion';

/**
 * What the tabs of a sign-in tell each other: its end, and never a token, which any page of this origin would hear.
 *
 * @param verrous absent where the browser has none: away from HTTPS and from the machine itself
 */
export function creerPartage(canal: Canal, verrous?: Verrous): Partage {
  return {
    seul: (faire) => (verrous ? verrous.request(NOM, faire) : faire()),
    annoncerFin: (cle) => canal.postMessage({ sorte: 'fin', cle }),
    ecouter: (surFin) =>
      canal.addEventListener('message', ({ data }) => {
        if (data.sorte === 'fin') surFin(data.cle);
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

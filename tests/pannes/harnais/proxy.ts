import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a proxy does to what passes; the same for all its connections, and changed at any time. */
export interface Regime {
  /** Milliseconds that each piece waits, in each direction. */
  latenceMs?: number;
  /** Accepts connections and lets nothing pass, in either direction: a cut cable. */
  trouNoir?: boolean;
  /** Resets connections, present and new. */
  couper?: boolean;
  /**
   * Keeps what clients send until `relacher`, and delivers it then even if they have hung up. A text: on each
   * connection only from the piece that holds it.
   */
  retenir?: boolean | string;
  /**
   * Looks at each request once the server has answered it; true drops the answer and resets the connection: the
   * work is done and nobody hears it.
   */
  perdreReponse?: (requete: string) => boolean;
}

/** A TCP proxy between two processes. */
export interface Proxy {
  readonly port: number;
  regler(regime: Regime): void;
  /** Lets everything pass again, and delivers what was kept. */
  relacher(): void;
  /** How many of the pieces that are kept now hold a text. */
  retenues(texte: string): number;
  /** Answers dropped so far. */
  perdues(): number;
  fermer(): Promise<void>;
}

/** Starts a proxy on a free loopback port. It lets everything pass until told otherwise. */
export async function ouvrirProxy(port: number, vers: number): Promise<Proxy> {
  let regime: Regime = {};
  let perdues = 0;
  const clients = new Set<Socket>();
  const retenues: { texte: string; livrer: () => void }[] = [];

  const serveur = createServer((client) => {
    if (regime.couper) {
      client.resetAndDestroy();
      return;
    }
    const amont = connect(vers, '127.0.0.1');
    let requete = '';
    let retient = false;
    clients.add(client);
    client.setNoDelay(true);
    amont.setNoDelay(true);

    client.on('data', (morceau: Buffer) => {
      const texte = morceau.toString('latin1');
      requete += texte;
      const livrer = () => amont.writable && amont.write(morceau);
      if (regime.trouNoir) return;
      const { retenir = false } = regime;
      retient = typeof retenir === 'string' ? retient || texte.includes(retenir) : retenir;
      if (retient) retenues.push({ texte, livrer });
      else apres(regime.latenceMs, livrer);
    });
    amont.on('data', (morceau: Buffer) => {
      if (regime.trouNoir) return;
      if (requete !== '' && regime.perdreReponse?.(requete)) {
        perdues += 1;
        client.resetAndDestroy();
        amont.destroy();
        return;
      }
      requete = '';
      apres(regime.latenceMs, () => client.writable && client.write(morceau));
    });
    client.on('close', () => {
      clients.delete(client);
      // What is kept for the server is still delivered to it: a packet does not know that its sender has gone.
      if (!regime.retenir) amont.end();
    });
    amont.on('close', () => regime.trouNoir || client.destroy());
    client.on('error', () => undefined);
    amont.on('error', () => {
      if (!regime.trouNoir) client.resetAndDestroy();
    });
  });

  await new Promise<void>((resolve, reject) => {
    serveur.once('error', reject);
    serveur.listen(port, '127.0.0.1', resolve);
  });
  const couperTout = () => {
    for (const client of clients) client.resetAndDestroy();
  };
  return {
    port: (serveur.address() as AddressInfo).port,
    regler: (nouveau) => {
      // Connections that a black hole has swallowed pieces of cannot be used again.
      if (nouveau.couper || regime.trouNoir) couperTout();
      regime = nouveau;
    },
    relacher: () => {
      if (regime.trouNoir) couperTout();
      regime = {};
      for (const { livrer } of retenues.splice(0)) livrer();
    },
    retenues: (cherche) => retenues.filter(({ texte }) => texte.includes(cherche)).length,
    perdues: () => perdues,
    fermer: () => {
      couperTout();
      return new Promise((resolve) => serveur.close(() => resolve()));
    },
  };
}

function apres(ms: number | undefined, faire: () => unknown): void {
  if (ms === undefined || ms === 0) faire();
  else setTimeout(faire, ms);
}

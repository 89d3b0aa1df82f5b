import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { Address } from '@caisse/pile';

/** What a false replica does with the request that it just read. */
export type Conduite = (demande: IncomingMessage, corps: string, reponse: ServerResponse) => void;

/** A false replica behind Nginx. */
export interface FauxAmont {
  /** Bodies read so far, in order. */
  recues: string[];
  conduite: Conduite;
  fermer(): Promise<void>;
}

export const repondre: Conduite = (demande, _corps, reponse) => {
  reponse.writeHead(200, { 'content-type': 'application/json' });
  reponse.end(JSON.stringify({ data: { recu: demande.headers } }));
};

/** As a process that is killed: the connection ends without an answer. */
export const mourir: Conduite = (demande) => void demande.socket.destroy();

/** Listens where the topology puts a replica. */
export async function fauxAmont({ host, port }: Address): Promise<FauxAmont> {
  const sockets = new Set<Socket>();
  const amont: FauxAmont = {
    recues: [],
    conduite: repondre,
    fermer: () =>
      new Promise((resolve) => {
        serveur.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
  const serveur: Server = createServer((demande, reponse) => {
    let corps = '';
    demande.on('data', (morceau: Buffer) => (corps += morceau.toString()));
    demande.on('end', () => {
      amont.recues.push(corps);
      amont.conduite(demande, corps, reponse);
    });
  });
  serveur.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    serveur.once('error', reject);
    serveur.listen(port, host, resolve);
  });
  return amont;
}

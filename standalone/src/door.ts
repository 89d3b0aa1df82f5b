import {
  type Address,
  type Handler,
  type HttpServer,
  listen,
  sendJson,
} from '@caisse/subgraph-kit';

/** The port of the point of sale, taken before anything else is started. */
export interface Door {
  url: string;
  /** Puts the application behind it; until then it answers that the point of sale starts. */
  open(routes: Readonly<Record<string, Handler>>): void;
  stop(): Promise<void>;
}

/**
 * Takes the port. First of all, so that one that is in use is found before PostgreSQL has been started for nothing.
 *
 * @throws Error in plain words when the port is taken, or is not ours to take
 */
export async function takePort(address: Address): Promise<Door> {
  const routes: Record<string, Handler> = {
    '/vivant': (_request, response) => sendJson(response, 200, { etat: 'vivant' }),
    '/pret': (_request, response) => sendJson(response, 503, { etat: 'demarrage' }),
    '*': (_request, response) => {
      response.setHeader('retry-after', '1');
      sendJson(response, 503, { erreur: 'La caisse démarre.' });
    },
  };
  const server: HttpServer = await listen(routes, address).catch((cause: unknown) => {
    throw new Error(explain(address, cause as NodeJS.ErrnoException), { cause });
  });
  return {
    url: server.url,
    open: (application) => void Object.assign(routes, application),
    stop: () => server.stop(),
  };
}

const FAULTS: Readonly<Record<string, (address: Pick<Address, 'host' | 'port'>) => string>> = {
  EADDRINUSE: ({ port }) =>
    `Le port ${port} est déjà pris, peut-être par une caisse qui marche. Choisissez-en un autre : PORT=4001 npm start`,
  EACCES: ({ port }) =>
    `Le port ${port} est réservé au système. Choisissez-en un d’au moins 1024 : PORT=4001 npm start`,
  EADDRNOTAVAIL: ({ host }) =>
    `Cette machine n’a pas l’adresse ${host}. Choisissez-en une autre : HOST=127.0.0.1 npm start`,
  ENOTFOUND: ({ host }) =>
    `L’adresse ${host} est inconnue. Choisissez-en une autre : HOST=127.0.0.1 npm start`,
};

/** Why a port could not be taken, and the way out. */
export function explain(
  address: Pick<Address, 'host' | 'port'>,
  { code = '', message }: NodeJS.ErrnoException,
): string {
  return FAULTS[code]?.(address) ?? `Le port ${address.port} ne peut pas être ouvert : ${message}`;
}

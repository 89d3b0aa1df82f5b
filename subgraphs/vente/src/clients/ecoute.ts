import { type ServiceClient, type SubgraphName, TransportError } from '@caisse/subgraph-kit';

import { RefusDefinitif, SansReponse } from '../domain/participants.ts';
import type { TerminalPaiement } from './terminal-paiement.ts';

/** Told whether a participant answers, call by call. */
export interface Ecoute {
  repond: (participant: string) => void;
  seTait: (participant: string) => void;
}

/** The codes by which a service refuses what it was asked, whoever asks it again. */
const DEFINITIFS = new Set<unknown>(['REQUETE_INVALIDE', 'INTERDIT', 'BAD_USER_INPUT']);

/**
 * Calls a service, and gives each failure its name.
 *
 * @throws RefusDefinitif when it said no by contract
 * @throws SansReponse when the outcome is unknown
 */
export function clientEcoute(
  client: ServiceClient,
  participant: SubgraphName,
  { repond, seTait }: Ecoute,
): ServiceClient {
  return {
    async call<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
      try {
        const data = await client.call<Data>(query, variables);
        repond(participant);
        return data;
      } catch (erreur) {
        if (estUneFaute(erreur)) throw erreur;
        const code = codeDe(erreur);
        if (DEFINITIFS.has(code)) {
          repond(participant);
          throw new RefusDefinitif(participant, String(code), { cause: erreur });
        }
        seTait(participant);
        throw new SansReponse(participant, { cause: erreur });
      }
    },
  };
}

/** A bug of ours says nothing of the participant. */
function estUneFaute(erreur: unknown): boolean {
  return erreur instanceof TypeError || erreur instanceof RangeError;
}

function codeDe(erreur: unknown): unknown {
  if (!(erreur instanceof TransportError)) return undefined;
  const { cause } = erreur as { cause?: { extensions?: { code?: unknown } } };
  return cause?.extensions?.code;
}

/** The payment provider, heard in the same way; its refusals are answers. */
export function terminalEcoute(
  terminal: TerminalPaiement,
  { repond, seTait }: Ecoute,
): TerminalPaiement {
  const ecouter = async <T>(travail: Promise<T>): Promise<T> => {
    try {
      const reponse = await travail;
      repond('terminal');
      return reponse;
    } catch (cause) {
      if (estUneFaute(cause)) throw cause;
      seTait('terminal');
      throw new SansReponse('terminal', { cause });
    }
  };
  return {
    simule: terminal.simule,
    autoriser: (cle, montant) => ecouter(terminal.autoriser(cle, montant)),
    interroger: (cle) => ecouter(terminal.interroger(cle)),
    annuler: (cle) => ecouter(terminal.annuler(cle)),
    rembourser: (cle, origine, montant) => ecouter(terminal.rembourser(cle, origine, montant)),
  };
}

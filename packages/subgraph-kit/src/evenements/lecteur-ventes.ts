import { randomUUID } from 'node:crypto';

import { newTraceparent } from '../context.ts';
import type { CallSubgraph } from '../transport/service-client.ts';
import type { EventBatch, ReadEvents } from './consumer-options.ts';
import { type Contrats, type EvenementDe, lireEvenement } from './lire-evenement.ts';
import type { RawEvent, UnreadEvent } from './set-aside.ts';

const QUERY = /* GraphQL */ `
  query LireEvenementsVente($apres: String, $limite: Int!) {
    evenementsVente(apres: $apres, limite: $limite) {
      curseur
      reste
      evenements {
        id
        type
        charge
        traceId
      }
    }
  }
`;

interface Data {
  evenementsVente: { curseur: string | null; reste: boolean; evenements: RawEvent[] };
}

/** Topic of the nudge that follows a new event of the sales log. */
export const SUJET_VENTES = 'evenements-vente';

/**
 * Reads the sales log from the subgraph vente.
 *
 * @param call how the consumer's service reaches the others
 * @param contrats what the consumer uses of the events, by type: what it does not use cannot stop it
 * @returns the reader that `createConsumer` polls; what cannot be read comes apart, with the reason
 */
export function lecteurVentes<C extends Contrats>(
  call: CallSubgraph,
  contrats: C,
): ReadEvents<EvenementDe<C>> {
  return async (after, limit): Promise<EventBatch<EvenementDe<C>>> => {
    const client = call('vente', { requestId: randomUUID(), traceparent: newTraceparent() }, 5_000);
    const { evenementsVente } = await client.call<Data>(QUERY, { apres: after, limite: limit });
    const events: EvenementDe<C>[] = [];
    const unread: UnreadEvent[] = [];
    for (const [rank, brut] of evenementsVente.evenements.entries()) {
      const lu = lireEvenement(contrats, brut);
      if ('reason' in lu) unread.push({ ...brut, rank, reason: lu.reason });
      else events.push(lu.event);
    }
    return { events, unread, cursor: evenementsVente.curseur, more: evenementsVente.reste };
  };
}

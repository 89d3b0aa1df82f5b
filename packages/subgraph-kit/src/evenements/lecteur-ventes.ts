import { randomUUID } from 'node:crypto';

import { newTraceparent } from '../context.ts';
import type { CallSubgraph } from '../transport/service-client.ts';
import type { EventBatch, ReadEvents } from './consumer.ts';
import { CONTRATS_VENTE, type EvenementVente } from './contrats.ts';

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

interface EvenementLu {
  id: string;
  type: string;
  charge: string;
  traceId: string;
}

interface Data {
  evenementsVente: {
    curseur: string | null;
    reste: boolean;
    evenements: EvenementLu[];
  };
}

/** Topic of the nudge that follows a new event of the sales log. */
export const SUJET_VENTES = 'evenements-vente';

/**
 * Reads the sales log from the subgraph vente.
 *
 * @param call how the consumer's service reaches the others
 * @returns the reader that `startConsumer` polls; it throws on an unknown event or a broken payload, so
 *   that a consumer stops in front of it rather than skip it
 */
export function lecteurVentes(call: CallSubgraph): ReadEvents<EvenementVente> {
  return async (after, limit): Promise<EventBatch<EvenementVente>> => {
    const client = call('vente', { requestId: randomUUID(), traceparent: newTraceparent() }, 5_000);
    const { evenementsVente } = await client.call<Data>(QUERY, { apres: after, limite: limit });
    return {
      events: evenementsVente.evenements.map(verifier),
      cursor: evenementsVente.curseur,
      more: evenementsVente.reste,
    };
  };
}

function verifier({ id, type, charge, traceId }: EvenementLu): EvenementVente {
  const contrat = CONTRATS_VENTE[type as keyof typeof CONTRATS_VENTE] as
    (typeof CONTRATS_VENTE)[keyof typeof CONTRATS_VENTE] | undefined;
  if (!contrat) throw new Error(`Unknown event ${type} (${id}) in the sales log`);
  return { id, type, traceId, charge: contrat.parse(JSON.parse(charge)) } as EvenementVente;
}

/** What a key (`venteId`, `annulationId`) was found to hold. */
export interface CleTrouvee {
  /** Null when the id was given up before anything was asked under it: whatever is asked then gets that answer. */
  empreinte: string | null;
  /** True when the business outcome is written and will not change. */
  conclue: boolean;
  /** Milliseconds left to whoever works on it, by the database's clock; 0 or less: abandoned. */
  bailRestantMs: number;
}

export type DecisionCle =
  | { action: 'EXECUTER' }
  | { action: 'REJOUER' }
  | { action: 'REFUSER_CLE' }
  | { action: 'ATTENDRE'; ms: number }
  | { action: 'REPRENDRE' };

/**
 * The idempotency table: what to do with a request whose key may have been seen before. The
 * fingerprint is compared first, because a key that served something else must reveal nothing.
 *
 * @param trouvee what the key holds, or null when this request is the first to use it
 * @param empreinte fingerprint of the request
 */
export function deciderCle(trouvee: CleTrouvee | null, empreinte: string): DecisionCle {
  if (trouvee === null) return { action: 'EXECUTER' };
  if (trouvee.empreinte === null) return { action: 'REJOUER' };
  if (trouvee.empreinte !== empreinte) return { action: 'REFUSER_CLE' };
  if (trouvee.conclue) return { action: 'REJOUER' };
  if (trouvee.bailRestantMs <= 0) return { action: 'REPRENDRE' };
  return { action: 'ATTENDRE', ms: trouvee.bailRestantMs };
}

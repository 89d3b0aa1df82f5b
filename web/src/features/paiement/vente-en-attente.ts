import type { Mode } from './repartition.ts';

/** A sale sent, whose outcome is not known yet: kept as it was sent, so that a retry is the same sale. */
export type VenteEnAttente = {
  venteId: string;
  panierId: string;
  paiements: { mode: Mode; montant: number }[];
};

export const cleVenteEnAttente = (sessionId: string) => `caisse.vente.${sessionId}`;

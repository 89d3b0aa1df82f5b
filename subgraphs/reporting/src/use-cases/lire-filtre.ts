import { type Identity, ownStore, PublicError, requireStore } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import { type Periode, refusDesJours } from '../domain/periode.ts';

/** What a report is asked about, as the client says it. */
export interface Filtre {
  /** YYYY-MM-DD */
  du: string;
  au: string;
  magasinId?: string | null | undefined;
}

/**
 * Checks what a report is asked about. Without a place it is about all that the caller reaches. A place that
 * nobody knows has sold nothing; an id that no place can have is a mistake of the caller.
 *
 * @throws PublicError REQUETE_INVALIDE, or INTERDIT for another store than the caller's
 */
export function lireFiltre(identity: Identity, filtre: Filtre): Periode {
  const { du, au } = filtre;
  const refus = refusDesJours(du, au);
  if (refus !== null) throw new PublicError('REQUETE_INVALIDE', refus);
  if (filtre.magasinId === null || filtre.magasinId === undefined) {
    return { du, au, magasinId: ownStore(identity) };
  }
  const magasinId = enCle(filtre.magasinId);
  if (magasinId === null) throw lieuInconnu(filtre.magasinId);
  requireStore(identity, magasinId);
  return { du, au, magasinId };
}

/** The error for an id that no place can have. */
export function lieuInconnu(id: string): PublicError {
  return new PublicError(
    'REQUETE_INVALIDE',
    `« ${id.slice(0, 40)} » n'est pas le numéro d'un lieu.`,
  );
}

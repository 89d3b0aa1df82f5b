import { type ChampInvalide, estMontant, type Montant } from '@caisse/subgraph-kit/domaine';

/** A period during which a till is open. */
export interface SessionCaisse {
  id: string;
  caisseId: number;
  ouverteLe: Date;
  /** Null while the session is open. */
  fermeeLe: Date | null;
  /** Money in the drawer at the opening. */
  fondDeCaisse: Montant;
  /** Who opened it; null for sessions of before it was written down. */
  ouvertePar: number | null;
}

/** A wish to open a till. */
export interface Ouverture {
  /** Id that the till gave to the session, or one made for it. */
  id: string;
  caisseId: number;
  fondDeCaisse: Montant;
  /** Who opens it, and answers for the float; null for people who are no employee here. */
  ouvertePar: number | null;
}

export const FOND_MAXIMUM: Montant = 1_000_000;

/**
 * Checks a float.
 *
 * @param fondDeCaisse as typed
 * @returns the refused field: none when all is well
 */
export function verifierFond(fondDeCaisse: Montant): ChampInvalide[] {
  if (estMontant(fondDeCaisse) && fondDeCaisse >= 0 && fondDeCaisse <= FOND_MAXIMUM) return [];
  return [
    { champ: 'fondDeCaisse', message: 'Le fond de caisse doit être de 0,00 $ à 10 000,00 $.' },
  ];
}

/**
 * Tells a repeated opening, which gets the same session again, from a reuse of its id for something else.
 *
 * @param session the session that bears the id
 */
export function estRejeu(session: SessionCaisse, ouverture: Ouverture): boolean {
  return (
    session.id === ouverture.id &&
    session.caisseId === ouverture.caisseId &&
    session.fondDeCaisse === ouverture.fondDeCaisse
  );
}

import type { ReadOnlyDatabase } from '../databases.ts';
import type { CheckContext } from '../invariant.ts';

/** A sale or a return that is not concluded, at the reading of vente's own clock. */
export interface Doubt {
  key: 'venteId' | 'annulationId';
  id: string;
  etat: string;
  since: string;
  /** Since the till last asked. */
  silentMs: number;
  /** Whether a card is among its tenders and may still be running. */
  card: boolean;
  /** Its case, when there is one that is not resolved. */
  handled: boolean;
  /** Since the case was last tried; null when it never was. */
  triedMs: number | null;
}

/** The longest pause between two tries of a case is a minute. */
const TRIED_WITHIN_MS = 90_000;
const CARD_MS = 60_000;

export function readDoubts(vente: ReadOnlyDatabase): Promise<Doubt[]> {
  return vente.query<Doubt>(
    `WITH doutes AS (
       SELECT 'venteId' AS key, 'VENTE' AS sorte, id, etat, cree_le, demandee_le,
         etat = 'EN_COURS' AND paiements_remis @> '[{"mode": "CARTE"}]' AS card
       FROM vente WHERE etat IN ('EN_COURS', 'EN_COMPENSATION')
       UNION ALL
       SELECT 'annulationId', 'RETOUR', id, etat, cree_le, cree_le, false FROM annulation WHERE etat = 'EN_COURS'
     )
     SELECT t.key, t.id, t.etat, t.cree_le::text AS since, t.card,
       (extract(epoch FROM clock_timestamp() - t.demandee_le) * 1000)::float8 AS "silentMs",
       d.a_traiter_le IS NOT NULL AS handled,
       (extract(epoch FROM clock_timestamp() - d.dernier_essai) * 1000)::float8 AS "triedMs"
     FROM doutes t
     LEFT JOIN dossier d ON d.sorte = t.sorte AND d.id = t.id AND d.rang = 0 AND d.resolu_le IS NULL
     ORDER BY t.cree_le`,
  );
}

/** Why something in doubt is no difference: it is recent, or counted apart. Null: there is no excuse. */
export function excuseOf(
  { silentMs, card, handled, triedMs }: Doubt,
  { doubtAfterMs, strict }: Pick<CheckContext, 'doubtAfterMs' | 'strict'>,
): string | null {
  if (silentMs <= doubtAfterMs) return 'RECENT';
  if (strict) return null;
  if (handled) return 'cases for a person';
  if (triedMs !== null && triedMs <= TRIED_WITHIN_MS) return 'cases that are being tried';
  if (card && silentMs <= CARD_MS + doubtAfterMs) return 'cards that may be running';
  return null;
}

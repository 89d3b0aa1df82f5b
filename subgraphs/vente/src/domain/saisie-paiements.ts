import type { Paiement } from '@caisse/fiscalite';
import { type ChampInvalide, estMontant } from '@caisse/subgraph-kit/domaine';

export const PAIEMENTS_MAXIMUM = 10;
/** 99 999 999,99 $: far above any sale, and ten of them stay exact. */
export const MONTANT_MAXIMUM = 9_999_999_999;

/**
 * Checks the tenders of a checkout. Zero in cash is allowed: a total of 2 cents is free in cash, and
 * too little is another refusal, which tells what is missing.
 *
 * @param paiements as sent
 * @returns the refused fields: none when all is well
 */
export function verifierPaiements(paiements: readonly Paiement[]): ChampInvalide[] {
  if (paiements.length === 0 || paiements.length > PAIEMENTS_MAXIMUM) {
    return [{ champ: 'paiements', message: `Il faut de 1 à ${PAIEMENTS_MAXIMUM} paiements.` }];
  }
  return paiements.flatMap((paiement, rang) => {
    const message = raison(paiement);
    return message === null ? [] : [{ champ: `paiements.${rang}.montant`, message }];
  });
}

function raison({ mode, montant }: Paiement): string | null {
  if (!estMontant(montant)) return 'Le montant doit être un nombre entier de cents.';
  if (montant < 0) return 'Le montant ne peut pas être négatif.';
  if (montant === 0 && mode === 'CARTE') return 'Le montant d’une carte doit dépasser zéro.';
  if (montant > MONTANT_MAXIMUM) return 'Le montant dépasse 99 999 999,99 $.';
  return null;
}

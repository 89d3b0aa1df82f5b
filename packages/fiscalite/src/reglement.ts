import { arrondirComptant } from './comptant.ts';
import { exigerCentsPositifs, sommer } from './entiers.ts';

export type ModePaiement = 'COMPTANT' | 'CARTE';

/** A tender in cents. Cash may exceed what is due, a card may not. */
export interface Paiement {
  readonly mode: ModePaiement;
  readonly montant: number;
}

/**
 * An accepted settlement, in cents. `paiements - monnaie = total + arrondi`, where `arrondi` is the
 * signed rounding of the cash part (0 without cash), between -2 and 2.
 */
export interface Encaissement {
  readonly type: 'ENCAISSEMENT';
  readonly cartes: number;
  readonly comptant: number;
  readonly arrondi: number;
  readonly monnaie: number;
}

/** The settlement, or why it is refused: `manque` and `maximum` are in cents. */
export type Reglement =
  | Encaissement
  | { readonly type: 'INSUFFISANT'; readonly manque: number }
  | { readonly type: 'CARTE_EXCESSIVE'; readonly maximum: number };

/**
 * Settles a total: exact tenders (cards) first, then what remains is rounded to 5 cents if cash is
 * among the tenders. So 57.43 with 30.01 by card leaves 27.42, 27.40 in cash, arrondi -0.02.
 */
export function calculerReglement(total: number, paiements: readonly Paiement[]): Reglement {
  exigerCentsPositifs('total', total);
  const cartes = sommerMode(paiements, 'CARTE');
  if (cartes > total) return { type: 'CARTE_EXCESSIVE', maximum: total };

  const reste = total - cartes;
  const avecComptant = paiements.some((paiement) => paiement.mode === 'COMPTANT');
  const du = avecComptant ? arrondirComptant(reste) : reste;
  const comptant = sommerMode(paiements, 'COMPTANT');
  if (comptant < du) return { type: 'INSUFFISANT', manque: du - comptant };
  return { type: 'ENCAISSEMENT', cartes, comptant, arrondi: du - reste, monnaie: comptant - du };
}

function sommerMode(paiements: readonly Paiement[], mode: ModePaiement): number {
  const montants = paiements
    .filter((paiement) => paiement.mode === mode)
    .map((paiement) => exigerCentsPositifs('montant', paiement.montant));
  return sommer('paiements', montants);
}

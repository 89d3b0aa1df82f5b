import type { Mode } from '../../shared/caisse/etat-caisse.ts';
import { arrondirComptant, lireMontant } from '../../shared/format/argent.ts';

/** A tender as typed. An empty amount means « what remains ». */
export type Versement = { cle: number; mode: Mode; saisie: string };

export type Repartition = {
  /** What is due once cash is rounded, in cents. */
  du: number;
  /** Signed rounding of the cash tender, 0 without cash. */
  arrondi: number;
  /** What is still to be paid, in cents. */
  manque: number;
  /** Change to give, in cents. */
  monnaie: number;
  /** Cents by which the cards exceed the total: a card gives no change. */
  exces: number;
  /** Amount of each tender in cents, in order; null where what is typed is no amount. */
  montants: (number | null)[];
};

const somme = (valeurs: number[]) => valeurs.reduce((total, valeur) => total + valeur, 0);

/**
 * Splits a total over tenders the way the server will: exact tenders first, then cash, rounded to
 * 5 cents on what remains. One empty tender takes the rest. For display; the server's answer counts.
 */
export function repartir(total: number, versements: readonly Versement[]): Repartition {
  const saisis = versements.map(({ saisie }) => (saisie.trim() === '' ? 0 : lireMontant(saisie)));
  const montants = [...saisis];
  const verse = (mode: Mode) =>
    somme(versements.map((v, rang) => (v.mode === mode ? (montants[rang] ?? 0) : 0)));
  const aDuComptant = versements.some(({ mode }) => mode === 'COMPTANT');

  const vide = versements.findLastIndex(({ saisie }) => saisie.trim() === '');
  const reste = versements[vide];
  if (reste?.mode === 'CARTE') {
    montants[vide] = Math.max(0, total - verse('CARTE') - verse('COMPTANT'));
  } else if (reste) {
    const duComptant = arrondirComptant(Math.max(0, total - verse('CARTE')));
    montants[vide] = Math.max(0, duComptant - verse('COMPTANT'));
  }

  const cartes = verse('CARTE');
  const exact = Math.max(0, total - cartes);
  const duComptant = aDuComptant ? arrondirComptant(exact) : exact;
  const comptant = verse('COMPTANT');
  return {
    du: Math.min(cartes, total) + duComptant,
    arrondi: duComptant - exact,
    manque: Math.max(0, duComptant - comptant),
    monnaie: Math.max(0, comptant - duComptant),
    exces: Math.max(0, cartes - total),
    montants,
  };
}

/** The payments to send, or null while something is missing, unreadable or in excess. */
export function paiementsPrets(total: number, versements: readonly Versement[]) {
  const { montants, manque, exces } = repartir(total, versements);
  if (manque > 0 || exces > 0 || montants.includes(null)) return null;
  const paiements = versements.map(({ mode }, rang) => ({ mode, montant: montants[rang] ?? 0 }));
  // A tender of nothing says nothing, unless it is the only one (a sale of 0,00 $).
  const utiles = paiements.filter(({ montant }) => montant > 0);
  return utiles.length > 0 ? utiles : paiements.slice(0, 1);
}

/** Amounts that a customer is likely to hand over for `du` cents: the note or coin just above, up to 100 $. */
export function montantsRapides(du: number): number[] {
  if (du <= 0) return [];
  const propositions = [500, 1000, 2000, 5000, 10000].map((pas) => Math.ceil(du / pas) * pas);
  return [...new Set([du, ...propositions])].slice(0, 6);
}

/** Cash that nobody hands over, what it was for, and the most that the server takes. In cents. */
export type ComptantInvraisemblable = { recu: number; du: number; maximum: number };

/** Asked about before it is sent; null for what is plausible. */
export function comptantInvraisemblable(
  { montants, monnaie }: Repartition,
  versements: readonly Versement[],
): ComptantInvraisemblable | null {
  const recu = somme(
    versements.map((v, rang) => (v.mode === 'COMPTANT' ? (montants[rang] ?? 0) : 0)),
  );
  const du = recu - monnaie;
  const maximum = 10 * du + 100_000;
  return recu > maximum ? { recu, du, maximum } : null;
}

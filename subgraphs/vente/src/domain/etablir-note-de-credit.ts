import {
  calculerRetour,
  type CartePayee,
  montantTaxe,
  type Paiement,
  rembourser,
  repartir,
  repartirEntre,
  sousTotalLigne,
  type Taux,
} from '@caisse/fiscalite';

import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { LigneCreditee, NoteDeCredit, QuantiteRapportee } from './annulation.ts';
import { poids } from './etablir-recu.ts';
import type { LignePanier } from './vente.ts';

/** The sale that is returned, as its receipt says. */
export interface VenteRetournee {
  taux: Taux;
  lignes: (LignePanier & { rang: number })[];
  paiements: Paiement[];
}

/**
 * The credit note of one return. Amounts are the cumulative ones less what was already given back,
 * at the rates of the sale, so that parts never exceed the whole. Each tax is shared over the lines
 * in the same cumulative way, and no line gives back more of it than its share of the receipt, so
 * that a sale returned in full has given back exactly the share of every line. The price of that: a
 * cent of tax may come from a line which the return does not hold; such a line figures with a
 * quantity of zero.
 *
 * @param vente the receipt
 * @param precedentes earlier credit notes of the sale
 * @param rapportees quantities brought back, at most what is left of each line
 */
export function etablirNoteDeCredit(
  vente: VenteRetournee,
  precedentes: readonly NoteDeCredit[],
  rapportees: readonly QuantiteRapportee[],
): NoteDeCredit {
  const quantites = new Map(rapportees.map(({ rang, quantite }) => [rang, quantite]));
  const lignes = vente.lignes.map((ligne) => {
    const quantite = quantites.get(ligne.rang) ?? 0;
    const avant = cumulerLigne(precedentes, ligne.rang);
    const sousTotal = sousTotalLigne(ligne.prixUnitaire, avant.quantite + quantite);
    return { ...ligne, rapportee: quantite, avant, sousTotal };
  });
  const deja = cumulerNotes(precedentes);
  const montants = calculerRetour(
    vente.taux,
    {
      sousTotal: somme(lignes, (ligne) => ligne.sousTotal),
      baseTps: somme(poids(lignes, 'statutTps'), (base) => base),
      baseTvq: somme(poids(lignes, 'statutTvq'), (base) => base),
    },
    deja,
  );
  const partsTps = partager('tps', deja.tps + montants.tps, lignes, vente.taux);
  const partsTvq = partager('tvq', deja.tvq + montants.tvq, lignes, vente.taux);
  const creditees = lignes.map(({ rang, produitId, rapportee, prixUnitaire, avant }, i) => ({
    ...{ rang, produitId, quantite: rapportee },
    sousTotal: sousTotalLigne(prixUnitaire, rapportee),
    tps: (partsTps[i] ?? 0) - avant.tps,
    tvq: (partsTvq[i] ?? 0) - avant.tvq,
  }));
  const { rendus, arrondi } = rembourser(
    montants.total,
    cartesDe(vente.paiements, precedentes),
    deja.total - deja.cartes,
  );
  return {
    ...montants,
    arrondi,
    lignes: creditees.filter(({ quantite, tps, tvq }) => quantite > 0 || tps !== 0 || tvq !== 0),
    remboursements: [...rendus],
  };
}

/** A line with what came back of it so far, this return included, and before. */
interface LigneEnRetour extends LignePanier {
  sousTotal: Montant;
  avant: { tps: Montant; tvq: Montant };
}

const STATUT = { tps: 'statutTps', tvq: 'statutTvq' } as const;

/** What each line has given back of a tax: no less than before, no more than its share of the receipt. */
function partager(
  taxe: 'tps' | 'tvq',
  montant: Montant,
  lignes: readonly LigneEnRetour[],
  taux: Taux,
): Montant[] {
  const entieres = poids(
    lignes.map((ligne) => ({
      ...ligne,
      sousTotal: sousTotalLigne(ligne.prixUnitaire, ligne.quantite),
    })),
    STATUT[taxe],
  );
  const recu = repartir(
    montantTaxe(
      somme(entieres, (base) => base),
      taux[taxe],
    ),
    entieres,
  );
  return repartirEntre(
    montant,
    poids(lignes, STATUT[taxe]),
    lignes.map(({ avant }, rang) => ({ min: avant[taxe], max: recu[rang] ?? 0 })),
  );
}

function cumulerLigne(notes: readonly NoteDeCredit[], rang: number) {
  const lignes: LigneCreditee[] = notes.flatMap((note) =>
    note.lignes.filter((ligne) => ligne.rang === rang),
  );
  return {
    quantite: somme(lignes, (ligne) => ligne.quantite),
    tps: somme(lignes, (ligne) => ligne.tps),
    tvq: somme(lignes, (ligne) => ligne.tvq),
  };
}

function cumulerNotes(notes: readonly NoteDeCredit[]) {
  return {
    sousTotal: somme(notes, (note) => note.sousTotal),
    tps: somme(notes, (note) => note.tps),
    tvq: somme(notes, (note) => note.tvq),
    total: somme(notes, (note) => note.total),
    cartes: somme(notes, (note) =>
      somme(note.remboursements, ({ mode, montant }) => (mode === 'CARTE' ? montant : 0)),
    ),
  };
}

/**
 * The cards of a sale with what came back to each. Notes of before named no card: their amount is taken as given back
 * by rank, as it is now.
 */
function cartesDe(paiements: readonly Paiement[], notes: readonly NoteDeCredit[]): CartePayee[] {
  const rendus = notes.flatMap(({ remboursements }) =>
    remboursements.filter(({ mode }) => mode === 'CARTE'),
  );
  let sansRang = somme(rendus, ({ rang, montant }) => (rang === null ? montant : 0));
  return paiements.flatMap(({ mode, montant: paye }, rang) => {
    if (mode !== 'CARTE') return [];
    const nomme = somme(rendus, (rendu) => (rendu.rang === rang ? rendu.montant : 0));
    const attribue = Math.min(sansRang, paye - nomme);
    sansRang -= attribue;
    return [{ rang, paye, rembourse: nomme + attribue }];
  });
}

function somme<T>(elements: readonly T[], montantDe: (element: T) => number): number {
  return elements.reduce((total, element) => total + montantDe(element), 0);
}

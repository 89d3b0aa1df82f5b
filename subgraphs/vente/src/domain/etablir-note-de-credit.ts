import {
  calculerRetour,
  type Paiement,
  rembourser,
  repartir,
  sousTotalLigne,
  type Taux,
} from '@caisse/fiscalite';

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
 * in the same cumulative way, so that a sale returned in full has given back exactly the share of
 * every line. The price of that: a return may correct by a cent a line which it does not hold; such
 * a line figures with a quantity of zero.
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
    return { ...ligne, quantite, avant, sousTotal };
  });
  const poidsTps = poids(lignes, 'statutTps');
  const poidsTvq = poids(lignes, 'statutTvq');
  const deja = cumulerNotes(precedentes);
  const montants = calculerRetour(
    vente.taux,
    {
      sousTotal: somme(lignes, (ligne) => ligne.sousTotal),
      baseTps: somme(poidsTps, (base) => base),
      baseTvq: somme(poidsTvq, (base) => base),
    },
    deja,
  );
  const partsTps = repartir(deja.tps + montants.tps, poidsTps);
  const partsTvq = repartir(deja.tvq + montants.tvq, poidsTvq);
  const creditees = lignes.map(({ rang, produitId, quantite, prixUnitaire, avant }, i) => ({
    ...{ rang, produitId, quantite },
    sousTotal: sousTotalLigne(prixUnitaire, quantite),
    tps: (partsTps[i] ?? 0) - avant.tps,
    tvq: (partsTvq[i] ?? 0) - avant.tvq,
  }));
  const cartesPayees = sommerCartes(vente.paiements);
  const { paiements, arrondi } = rembourser(montants.total, cartesPayees, {
    cartes: deja.cartes,
    comptantExact: deja.total - deja.cartes,
  });
  return {
    ...montants,
    arrondi,
    lignes: creditees.filter(({ quantite, tps, tvq }) => quantite > 0 || tps !== 0 || tvq !== 0),
    remboursements: [...paiements],
  };
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
    cartes: somme(notes, (note) => sommerCartes(note.remboursements)),
  };
}

function sommerCartes(paiements: readonly Paiement[]): number {
  return somme(paiements, ({ mode, montant }) => (mode === 'CARTE' ? montant : 0));
}

function somme<T>(elements: readonly T[], montantDe: (element: T) => number): number {
  return elements.reduce((total, element) => total + montantDe(element), 0);
}

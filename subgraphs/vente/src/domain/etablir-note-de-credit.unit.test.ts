import { baremeParDefaut, calculerTaxes, type Paiement, sousTotalLigne } from '@caisse/fiscalite';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { NoteDeCredit } from './annulation.ts';
import { etablirNoteDeCredit, type VenteRetournee } from './etablir-note-de-credit.ts';
import { etablirRecu } from './etablir-recu.ts';
import type { LignePanier, Recu } from './vente.ts';

const eau: LignePanier = {
  produitId: 5,
  nomProduit: 'Eau',
  quantite: 3,
  prixUnitaire: 110,
  statutTps: 'TAXABLE',
  statutTvq: 'TAXABLE',
};

/** A sale of the lines, a share of it paid by card and the rest in cash. */
function vendre(lignes: LignePanier[], partCarte: number): { recu: Recu; vente: VenteRetournee } {
  const du = lignes.map((ligne) => ({
    ...ligne,
    sousTotal: sousTotalLigne(ligne.prixUnitaire, ligne.quantite),
  }));
  const { total } = calculerTaxes(du, baremeParDefaut, '2026-11-22');
  const carte = Math.floor((total * partCarte) / 100);
  const paiements: Paiement[] = [
    { mode: 'CARTE', montant: carte },
    { mode: 'COMPTANT', montant: total + 5 },
  ];
  const resultat = etablirRecu(lignes, paiements, baremeParDefaut, '2026-11-22');
  if (!('recu' in resultat)) throw new Error('the tenders cover the total');
  const { recu } = resultat;
  return {
    recu,
    vente: {
      taux: recu.taux,
      paiements,
      lignes: recu.lignes.map((ligne, rang) => ({ ...ligne, rang })),
    },
  };
}

function retourner(vente: VenteRetournee, retours: { rang: number; quantite: number }[][]) {
  const notes: NoteDeCredit[] = [];
  for (const retour of retours) notes.push(etablirNoteDeCredit(vente, notes, retour));
  return notes;
}

const total = (notes: NoteDeCredit[], de: (note: NoteDeCredit) => number) =>
  notes.reduce((somme, note) => somme + de(note), 0);

const rendu = (notes: NoteDeCredit[], mode: Paiement['mode']) =>
  notes
    .flatMap((note) => note.remboursements)
    .reduce((somme, paiement) => somme + (paiement.mode === mode ? paiement.montant : 0), 0);

describe('credit notes', () => {
  test('of 3 x 1.10 one by one give a TPS of 0.06, 0.05, 0.06 and all the cash back', () => {
    const { vente } = vendre([eau], 0);
    const un = [{ rang: 0, quantite: 1 }];
    const notes = retourner(vente, [un, un, un]);
    expect(notes.map(({ tps }) => tps)).toEqual([6, 5, 6]);
    expect(notes.map(({ remboursements }) => remboursements[0]?.montant)).toEqual([125, 130, 125]);
    expect(notes.map(({ arrondi }) => arrondi)).toEqual([-2, 4, -2]);
  });

  test('give cards back first, and cash when the cards have nothing left', () => {
    const { recu, vente } = vendre([eau], 50);
    expect(recu).toMatchObject({ total: 380, arrondi: 0 });
    const notes = retourner(vente, [[{ rang: 0, quantite: 1 }], [{ rang: 0, quantite: 2 }]]);
    expect(notes.map(({ remboursements }) => remboursements)).toMatchObject([
      [{ mode: 'CARTE', montant: 127 }],
      [
        { mode: 'CARTE', montant: 63 },
        { mode: 'COMPTANT', montant: 190 },
      ],
    ]);
  });

  test('never give back more of a line than the receipt has: another line takes the cent', () => {
    const lignes = [1, 2, 3].map((produitId) => ({ ...eau, produitId, quantite: 1 }));
    const { recu, vente } = vendre(lignes, 0);
    expect(recu.lignes.map(({ tps }) => tps)).toEqual([6, 6, 5]);
    const [premiere, seconde] = retourner(vente, [
      [{ rang: 2, quantite: 1 }],
      [
        { rang: 0, quantite: 1 },
        { rang: 1, quantite: 1 },
      ],
    ]);
    // 0.06 is the tax on 1.10, whichever bottle comes back.
    expect(premiere?.tps).toBe(6);
    expect(premiere?.lignes).toMatchObject([
      { produitId: 1, quantite: 0, sousTotal: 0, tps: 1 },
      { produitId: 3, quantite: 1, tps: 5 },
    ]);
    expect(seconde?.lignes).toMatchObject([
      { produitId: 1, quantite: 1, tps: 5 },
      { produitId: 2, quantite: 1, tps: 6 },
    ]);
  });

  test('of a sale returned in full, in whatever parts, give back every line and tender exactly', () => {
    const statut = fc.constantFrom('TAXABLE' as const, 'DETAXE' as const, 'HORS_CHAMP' as const);
    const ligne = fc.record({
      produitId: fc.integer({ min: 1, max: 9 }),
      nomProduit: fc.constant('Produit'),
      quantite: fc.integer({ min: 1, max: 5 }),
      prixUnitaire: fc.integer({ min: 0, max: 3000 }),
      statutTps: statut,
      statutTvq: statut,
    });
    const scenario = fc.array(ligne, { minLength: 1, maxLength: 5 }).chain((lignes) => {
      const unites = lignes.flatMap(({ quantite }, rang) =>
        Array.from({ length: quantite }, () => rang),
      );
      const ordre = fc.shuffledSubarray(unites, { minLength: unites.length });
      return fc.record({
        lignes: fc.constant(lignes),
        ordre,
        taille: fc.integer({ min: 1, max: 6 }),
        partCarte: fc.integer({ min: 0, max: 100 }),
      });
    });
    fc.assert(
      fc.property(scenario, ({ lignes, ordre, taille, partCarte }) => {
        const { recu, vente } = vendre(lignes, partCarte);
        const notes = retourner(vente, parPaquets(ordre, taille));

        expect(total(notes, (note) => note.sousTotal)).toBe(recu.sousTotal);
        expect(total(notes, (note) => note.tps)).toBe(recu.tps);
        expect(total(notes, (note) => note.tvq)).toBe(recu.tvq);
        expect(total(notes, (note) => note.total)).toBe(recu.total);
        expect(total(notes, (note) => note.arrondi)).toBe(recu.arrondi);
        expect(rendu(notes, 'CARTE')).toBe(recu.paiements[0]?.montant);
        expect(rendu(notes, 'COMPTANT')).toBe((recu.paiements[1]?.montant ?? 0) - recu.monnaie);
        recu.lignes.forEach((ligneRecu, rang) => {
          const rendues = notes.flatMap((note) => note.lignes.filter((l) => l.rang === rang));
          for (const champ of ['quantite', 'sousTotal', 'tps', 'tvq'] as const) {
            // Each adds something, or nothing: what a line has given back never passes what it was.
            expect(rendues.every((l) => l[champ] >= 0)).toBe(true);
            expect(rendues.reduce((somme, l) => somme + l[champ], 0)).toBe(ligneRecu[champ]);
          }
        });
        for (const note of notes) {
          expect(note.lignes.reduce((somme, l) => somme + l.tps, 0)).toBe(note.tps);
          expect(note.lignes.reduce((somme, l) => somme + l.tvq, 0)).toBe(note.tvq);
          expect(note.lignes.reduce((somme, l) => somme + l.sousTotal, 0)).toBe(note.sousTotal);
          expect(Math.min(note.tps, note.tvq, note.total)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Units grouped into returns of `taille` units, each return with one quantity per line. */
function parPaquets(unites: number[], taille: number) {
  const paquets: { rang: number; quantite: number }[][] = [];
  for (let debut = 0; debut < unites.length; debut += taille) {
    const rangs = unites.slice(debut, debut + taille);
    paquets.push(
      [...new Set(rangs)].map((rang) => ({
        rang,
        quantite: rangs.filter((autre) => autre === rang).length,
      })),
    );
  }
  return paquets;
}

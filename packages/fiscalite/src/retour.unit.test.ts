import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calculerReglement } from './reglement.ts';
import type { Paiement } from './reglement.ts';
import { calculerRetour, rembourser } from './retour.ts';
import { montantTaxe } from './taxes.ts';

const TAUX = { tps: 5000, tvq: 9975 };
const AUCUN = { sousTotal: 0, tps: 0, tvq: 0 };
const bases = (sousTotal: number) => ({ sousTotal, baseTps: sousTotal, baseTvq: sousTotal });

/** Returns the lines one after the other and gives the amounts of each return. */
function retournerUnParUn(sousTotaux: readonly number[]) {
  let deja = AUCUN;
  return sousTotaux.map((sousTotal) => {
    const retour = calculerRetour(TAUX, bases(deja.sousTotal + sousTotal), deja);
    deja = {
      sousTotal: deja.sousTotal + retour.sousTotal,
      tps: deja.tps + retour.tps,
      tvq: deja.tvq + retour.tvq,
    };
    return retour;
  });
}

describe('taxes of a return', () => {
  test('3 x 1.10 returned one by one gives a TPS of 0.06, 0.05, 0.06', () => {
    const retours = retournerUnParUn([110, 110, 110]);
    expect(retours.map(({ tps }) => tps)).toEqual([6, 5, 6]);
    expect(retours.map(({ tvq }) => tvq)).toEqual([11, 11, 11]);
    expect(retours.map(({ total }) => total)).toEqual([127, 126, 127]);
  });

  test('only the bases that a tax applied to give that tax back', () => {
    const livre = { sousTotal: 2495, baseTps: 2495, baseTvq: 0 };
    expect(calculerRetour(TAUX, livre, AUCUN)).toEqual({
      sousTotal: 2495,
      tps: 125,
      tvq: 0,
      total: 2620,
    });
  });

  test('parts sum to the whole and never pass it on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1 }), (sousTotaux) => {
        const base = sousTotaux.reduce((somme, montant) => somme + montant, 0);
        const entier = { tps: montantTaxe(base, TAUX.tps), tvq: montantTaxe(base, TAUX.tvq) };
        let [tps, tvq] = [0, 0];
        for (const retour of retournerUnParUn(sousTotaux)) {
          expect(Math.min(retour.tps, retour.tvq)).toBeGreaterThanOrEqual(0);
          tps += retour.tps;
          tvq += retour.tvq;
          expect(tps).toBeLessThanOrEqual(entier.tps);
          expect(tvq).toBeLessThanOrEqual(entier.tvq);
        }
        expect({ tps, tvq }).toEqual(entier);
      }),
    );
  });

  test('a return smaller than what was already refunded is a bug', () => {
    expect(() => calculerRetour(TAUX, bases(100), { sousTotal: 200, tps: 10, tvq: 20 })).toThrow(
      RangeError,
    );
  });
});

describe('tenders of a refund', () => {
  const carte = (paye: number, rembourse = 0, rang = 0) => ({ rang, paye, rembourse });

  test('cash is rounded, mirrored', () => {
    expect(rembourser(127, [], 0)).toEqual({
      rendus: [{ mode: 'COMPTANT', montant: 125, rang: null, arrondi: -2 }],
      comptantExact: 127,
      arrondi: -2,
    });
  });

  test('a card gets back the exact cents', () => {
    expect(rembourser(127, [carte(380)], 0)).toMatchObject({
      rendus: [{ mode: 'CARTE', montant: 127, rang: 0, arrondi: 0 }],
      arrondi: 0,
    });
  });

  test('cards come first, up to what they have left, then cash', () => {
    expect(rembourser(5743, [carte(3001)], 0).rendus).toMatchObject([
      { mode: 'CARTE', montant: 3001 },
      { mode: 'COMPTANT', montant: 2740, arrondi: -2 },
    ]);
    expect(rembourser(2000, [carte(3001, 2500)], 0).rendus).toMatchObject([
      { mode: 'CARTE', montant: 501 },
      { mode: 'COMPTANT', montant: 1500 },
    ]);
  });

  test('each card gets back its own, by rank: 1.00 and 1.30 are two refunds', () => {
    expect(rembourser(230, [carte(130, 0, 2), carte(100, 0, 0)], 0).rendus).toEqual([
      { mode: 'CARTE', montant: 100, rang: 0, arrondi: 0 },
      { mode: 'CARTE', montant: 130, rang: 2, arrondi: 0 },
    ]);
    expect(rembourser(50, [carte(100, 100, 0), carte(130, 0, 2)], 0).rendus).toMatchObject([
      { mode: 'CARTE', montant: 50, rang: 2 },
    ]);
  });

  test('cash is rounded on the cumulative amount: 3.80 comes back as 1.25, 1.30, 1.25', () => {
    const rendus = [127, 126, 127].map((total, i) => {
      return rembourser(total, [], [0, 127, 253][i] ?? 0).rendus[0]?.montant;
    });
    expect(rendus).toEqual([125, 130, 125]);
  });

  test('a return of nothing hands nothing back', () => {
    expect(rembourser(0, [], 0)).toEqual({ rendus: [], comptantExact: 0, arrondi: 0 });
  });

  test('whatever the parts, the sale gives back exactly what it kept, tender by tender', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 12 });
    const partages = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, partages, (totaux, partsCartes) => {
        const total = totaux.reduce((somme, part) => somme + part, 0);
        let reste = total;
        const payees = partsCartes.map((part) => {
          const montant = Math.floor((reste * part) / 100);
          reste -= montant;
          return montant;
        });
        const remis: Paiement[] = [
          ...payees.map((montant) => ({ mode: 'CARTE' as const, montant })),
          { mode: 'COMPTANT', montant: total + 5 },
        ];
        const reglement = calculerReglement(total, remis);
        if (reglement.type !== 'ENCAISSEMENT') throw new Error('the tenders cover the total');

        const cartes = payees.map((paye, rang) => ({ rang, paye, rembourse: 0 }));
        let comptantExact = 0;
        let comptant = 0;
        for (const part of totaux) {
          const rendu = rembourser(part, cartes, comptantExact);
          const somme = rendu.rendus.reduce((cents, { montant }) => cents + montant, 0);
          expect(somme).toBe(part + rendu.arrondi);
          expect(rendu.rendus.every(({ montant }) => montant >= 0)).toBe(true);
          comptantExact += rendu.comptantExact;
          for (const { rang, montant } of rendu.rendus) {
            const carteRendue = rang === null ? undefined : cartes[rang];
            if (carteRendue) carteRendue.rembourse += montant;
            else comptant += montant;
          }
          expect(cartes.every(({ paye, rembourse }) => rembourse <= paye)).toBe(true);
        }
        expect(cartes.map(({ rembourse }) => rembourse)).toEqual(payees);
        expect(comptant).toBe(reglement.comptant - reglement.monnaie);
      }),
      { numRuns: 300 },
    );
  });
});

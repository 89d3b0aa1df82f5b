import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { approvisionner, type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { type Conclusion, encaisser } from './harnais/encaisser.ts';
import { ecarts, raconter } from './harnais/invariants.ts';
import { consigner, enParallele, quantiles } from './harnais/mesure.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, OUVERTURE_MS, taille } from './harnais/tailles.ts';
import { preparerVentes } from './harnais/ventes.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('stock');
  caisses = await ouvrirCaisses(systeme);
}, OUVERTURE_MS);

afterAll(() => systeme.fermer());

/** Counts the answers by name. */
function compter(conclusions: readonly Conclusion[]): Record<string, number> {
  const comptes: Record<string, number> = {};
  for (const { resultat } of conclusions) {
    comptes[resultat.__typename] = (comptes[resultat.__typename] ?? 0) + 1;
  }
  return comptes;
}

test('K1: of fifty checkouts at once for the last unit, exactly one sells it', async () => {
  const debut = performance.now();
  const hasard = hasardDe('K1');
  const tours = taille('K1', { court: 15, complet: 200 });
  if (tours === 0) return;
  const fautes: string[] = [];
  const durees: number[] = [];
  const interblocages = await systeme.base.interblocages();
  for (let tour = 0; tour < tours; tour += 1) {
    const produitId = 1_000 + tour;
    const magasinId = 1 + (tour % 5);
    await approvisionner(systeme, magasinId, [produitId], 1);
    const siennes = caisses.filter((c) => c.magasinId === magasinId);
    const saisies = await preparerVentes(systeme, siennes, hasard, 50, () => [
      { produitId, quantite: 1 },
    ]);
    const conclusions = await Promise.all(saisies.map((s) => encaisser(systeme, s)));
    durees.push(...conclusions.map((c) => c.dureeMs));
    const { CheckoutReussi: vendues = 0, StockInsuffisant: refusees = 0 } = compter(conclusions);
    if (vendues !== 1 || refusees !== 49) {
      fautes.push(`round ${tour}: ${JSON.stringify(compter(conclusions))}`);
    }
  }
  const trouves = await ecarts(systeme);
  consigner(
    {
      id: 'K1',
      titre: 'Stock 1, 50 checkouts at once',
      essais: tours,
      echecs: fautes.length + trouves.length,
      chiffres: {
        checkouts: 50 * tours,
        deadlocks: (await systeme.base.interblocages()) - interblocages,
        ...quantiles(durees),
      },
    },
    debut,
  );
  expect(fautes).toEqual([]);
  expect(raconter(systeme, trouves)).toBe('');
}, 1_800_000);

test('K2: thousands of carts of the same products in random order never deadlock', async () => {
  const debut = performance.now();
  const hasard = hasardDe('K2');
  const nombre = taille('K2', { court: 300, complet: 10_000 });
  if (nombre === 0) return;
  const troisMagasins = caisses.filter((c) => c.magasinId <= 3);
  const saisies = await preparerVentes(systeme, troisMagasins, hasard, nombre);
  const avant = await systeme.base.interblocages();
  const depart = performance.now();
  const conclusions = await enParallele(saisies, 32, (s) => encaisser(systeme, s));
  const dureeS = (performance.now() - depart) / 1_000;
  const interblocages = (await systeme.base.interblocages()) - avant;
  const comptes = compter(conclusions);
  const trouves = await ecarts(systeme);
  consigner(
    {
      id: 'K2',
      titre: 'Checkouts of 1 to 5 of 20 products, 3 stores, 32 clients',
      essais: nombre,
      echecs: interblocages + trouves.length,
      chiffres: {
        ...comptes,
        deadlocks: interblocages,
        'per second': Math.round(nombre / dureeS),
        ...quantiles(conclusions.map((c) => c.dureeMs)),
      },
    },
    debut,
  );
  expect(comptes).toEqual({ CheckoutReussi: nombre });
  expect(interblocages).toBe(0);
  expect(raconter(systeme, trouves)).toBe('');
}, 3_600_000);

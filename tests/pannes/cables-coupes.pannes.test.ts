import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { faireVendre } from './harnais/affluence.ts';
import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme, enDoute } from './harnais/controle.ts';
import { ouvrirFautes } from './harnais/fautes.ts';
import { ecarts, raconter } from './harnais/invariants.ts';
import { consigner } from './harnais/mesure.ts';
import { type Lien, ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { OUVERTURE_MS, taille } from './harnais/tailles.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('cables');
  caisses = await ouvrirCaisses(systeme);
}, OUVERTURE_MS);

afterAll(() => systeme.fermer());

test('F6: cut from a participant, vente refuses cleanly and finishes everything once it is back', async () => {
  const debut = performance.now();
  const ms = taille('F6_MS', { court: 3_000, complet: 10_000 });
  if (ms === 0) return;
  const fautes = ouvrirFautes();
  const coupes: readonly Lien[] = ['vente-panier', 'vente-stock', 'vente-caisse', 'vente-terminal'];
  const chiffres: Record<string, number> = {};
  const trouves: string[] = [];
  const codesAvant = systeme.journal.erreurs();
  for (const lien of coupes) {
    for (const regime of [{ trouNoir: true }, { couper: true }]) {
      fautes.noter('câbles', `${lien} ${JSON.stringify(regime)}`, systeme.journal);
      systeme.liens[lien].regler(regime);
      const fin = performance.now() + ms;
      const ventes = faireVendre(
        systeme,
        caisses,
        { figure: `F6/${lien}/${Object.keys(regime).join()}`, clients: 4 },
        () => performance.now() < fin,
      );
      await attendre(ms);
      chiffres[`${lien} in doubt`] = Math.max(
        chiffres[`${lien} in doubt`] ?? 0,
        (await enDoute(systeme)).length,
      );
      systeme.liens[lien].relacher();
      chiffres[`${lien} terminal ms`] = Math.max(
        chiffres[`${lien} terminal ms`] ?? 0,
        Math.round(await attendreLeCalme(systeme, 10_000)),
      );
      await ventes;
    }
    trouves.push(...(await ecarts(systeme)));
  }
  const codes = Object.entries(systeme.journal.erreurs()).filter(
    ([c, n]) => n > (codesAvant[c] ?? 0),
  );
  const sales = codes.filter(([code]) => code !== 'SERVICE_INDISPONIBLE').map(([code]) => code);

  // Reporting hears of sales later; a checkout does not notice.
  fautes.noter('câbles', 'reporting-vente', systeme.journal);
  systeme.liens['reporting-vente'].regler({ trouNoir: true });
  const fin = performance.now() + ms;
  const sansRapports = await faireVendre(
    systeme,
    caisses,
    { figure: 'F6/reporting', clients: 4 },
    () => performance.now() < fin,
  );
  systeme.liens['reporting-vente'].relacher();
  trouves.push(...(await ecarts(systeme)));
  const repris = sansRapports.conclusions.filter((c) => c.essais > 1).length;
  chiffres['checkouts without reporting'] = sansRapports.conclusions.length;
  chiffres['of which tried twice'] = repris;
  consigner(
    {
      id: 'F6',
      titre: `vente cut from each participant for ${ms / 1_000} s, by silence and by reset`,
      essais: 2 * coupes.length + 1,
      echecs: trouves.length + sales.length + repris,
      chiffres,
    },
    debut,
    fautes,
  );
  expect(sales).toEqual([]);
  expect(repris).toBe(0);
  expect(raconter(systeme, trouves)).toBe('');
}, 3_600_000);

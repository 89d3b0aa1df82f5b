import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme, enDoute } from './harnais/controle.ts';
import { type Conclusion, encaisser, retourner } from './harnais/encaisser.ts';
import { parfois } from './harnais/fournisseur.ts';
import type { Hasard } from './harnais/hasard.ts';
import { ecarts, raconter } from './harnais/invariants.ts';
import { consigner, quantiles } from './harnais/mesure.ts';
import { type Lien, type NomProcessus, ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, taille } from './harnais/tailles.ts';
import { preparerVentes } from './harnais/ventes.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('chaos');
  caisses = await ouvrirCaisses(systeme);
});

afterAll(() => systeme.fermer());

interface Bilan {
  conclusions: Conclusion[];
  retours: number;
}

/** Tills that sell one cart after the other while it goes on, and return one sale in ten. */
async function faireVendre(
  hasards: readonly Hasard[],
  continuer: (faites: number) => boolean,
): Promise<Bilan> {
  const bilan: Bilan = { conclusions: [], retours: 0 };
  let lancees = 0;
  const client = async (hasard: Hasard, rang: number) => {
    const caisse = caisses[rang % caisses.length] as Caisse;
    while (continuer(lancees)) {
      lancees += 1;
      // The onlooker's own connections are cut with the server's; they come back by themselves.
      const saisies = await preparerVentes(systeme, [caisse], hasard, 1).catch(() => []);
      const [saisie] = saisies;
      if (!saisie) {
        await attendre(100);
        continue;
      }
      const conclusion = await encaisser(systeme, saisie);
      bilan.conclusions.push(conclusion);
      if (conclusion.resultat.vente && hasard.uneFoisSur(10)) {
        bilan.retours += 1;
        await retourner(systeme, {
          annulationId: hasard.uuid(),
          venteId: saisie.venteId,
          motif: 'Retour',
        });
      }
    }
  };
  await Promise.all(hasards.map(client));
  return bilan;
}

const clients = (nom: string, nombre: number) =>
  Array.from({ length: nombre }, (_, i) => hasardDe(`${nom}/client-${i}`));

const reussies = ({ conclusions }: Bilan) =>
  conclusions.filter(({ resultat }) => resultat.vente !== undefined).length;

test('F2: processes killed at random under load lose nothing and double nothing', async () => {
  const debut = performance.now();
  const hasard = hasardDe('F2');
  const nombre = taille('F2', { court: 300, complet: 10_000 });
  if (nombre === 0) return;
  const mortsVoulues = taille('F2_MORTS', { court: 5, complet: 20 });
  const moyenneMs = taille('F2_INTERVALLE_MS', { court: 1_500, complet: 3_000 });
  systeme.fournisseur.choisir = parfois(hasardDe('F2/terminal'), 50);
  const noms = Object.keys(systeme.processus) as NomProcessus[];
  const victimes: NomProcessus[] = [];
  let enVente = true;
  const tuer = async () => {
    while (enVente) {
      await attendre(-Math.log(1 - hasard.nombre()) * moyenneMs);
      const victime = hasard.choisir(noms);
      systeme.journal.noter({ quoi: 'panne', detail: `${victime} killed` });
      victimes.push(victime);
      await systeme.processus[victime].tuer();
      await systeme.processus[victime].demarrer();
    }
  };
  const bourreau = tuer();
  const bilan = await faireVendre(
    clients('F2', 12),
    (faites) => faites < nombre || victimes.length < mortsVoulues,
  ).finally(() => {
    enVente = false;
  });
  await bourreau;
  const calmeMs = await attendreLeCalme(systeme, 30_000);
  systeme.fournisseur.choisir = () => 'accepter';
  const trouves = await ecarts(systeme);
  consigner(
    {
      id: 'F2',
      titre: 'Checkouts and returns with kill -9 of a random process',
      essais: bilan.conclusions.length,
      echecs: trouves.length,
      chiffres: {
        sales: reussies(bilan),
        returns: bilan.retours,
        kills: victimes.length,
        'all terminal after ms': Math.round(calmeMs),
        ...quantiles(bilan.conclusions.map((c) => c.dureeMs)),
      },
    },
    debut,
  );
  expect(raconter(systeme, trouves)).toBe('');
  expect(victimes.length).toBeGreaterThan(0);
}, 7_200_000);

test('F4: PostgreSQL stopped at once under load loses no acknowledged sale and ends no service', async () => {
  const debut = performance.now();
  const hasard = hasardDe('F4');
  const arrets = taille('F4', { court: 2, complet: 20 });
  if (arrets === 0) return;
  const morts = () => Object.values(systeme.processus).reduce((n, p) => n + p.mortsSubies(), 0);
  const mortsAvant = morts();
  const retoursMs: number[] = [];
  let enVente = true;
  const ventes = faireVendre(clients('F4', 8), () => enVente);
  for (let arret = 0; arret < arrets; arret += 1) {
    await attendre(hasard.entre(500, 1_500));
    systeme.journal.noter({ quoi: 'panne', detail: 'PostgreSQL stopped at once' });
    await systeme.base.arreterNet();
    await attendre(hasard.entre(0, 1_000));
    await systeme.base.redemarrer();
    const revenu = performance.now();
    const [saisie] = await preparerVentes(systeme, caisses, hasard, 1);
    if (saisie) await encaisser(systeme, saisie);
    retoursMs.push(performance.now() - revenu);
  }
  enVente = false;
  const bilan = await ventes;
  await attendreLeCalme(systeme, 30_000);
  const trouves = await ecarts(systeme);
  const tardifs = retoursMs.filter((ms) => ms > 5_000).length;
  consigner(
    {
      id: 'F4',
      titre: 'PostgreSQL stopped at once and started again',
      essais: arrets,
      echecs: trouves.length + tardifs,
      chiffres: {
        'acknowledged sales': reussies(bilan) + arrets,
        'service exits': morts() - mortsAvant,
        'back after, p50 ms': quantiles(retoursMs).p50,
        'back after, max ms': quantiles(retoursMs).max,
      },
    },
    debut,
  );
  expect(raconter(systeme, trouves)).toBe('');
  expect(morts() - mortsAvant).toBe(0);
  expect(tardifs).toBe(0);
}, 3_600_000);

test('F6: cut from a participant, vente refuses cleanly and finishes everything once it is back', async () => {
  const debut = performance.now();
  const ms = taille('F6_MS', { court: 3_000, complet: 10_000 });
  if (ms === 0) return;
  const coupes: readonly Lien[] = ['vente-panier', 'vente-stock', 'vente-caisse', 'vente-terminal'];
  const chiffres: Record<string, number> = {};
  const trouves: string[] = [];
  const codesAvant = systeme.journal.erreurs();
  for (const lien of coupes) {
    for (const regime of [{ trouNoir: true }, { couper: true }]) {
      systeme.journal.noter({ quoi: 'panne', detail: `${lien} ${JSON.stringify(regime)}` });
      systeme.liens[lien].regler(regime);
      const fin = performance.now() + ms;
      const ventes = faireVendre(
        clients(`F6/${lien}/${Object.keys(regime).join()}`, 4),
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
  systeme.liens['reporting-vente'].regler({ trouNoir: true });
  const fin = performance.now() + ms;
  const sansRapports = await faireVendre(clients('F6/reporting', 4), () => performance.now() < fin);
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
  );
  expect(sales).toEqual([]);
  expect(repris).toBe(0);
  expect(raconter(systeme, trouves)).toBe('');
}, 3_600_000);

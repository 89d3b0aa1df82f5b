import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { waitFor, withRedis } from '@caisse/subgraph-kit/test';

import { caissierDe } from '../../support/identites.ts';
import { faireVendre } from '../harnais/affluence.ts';
import { type Caisse, COURANTS, ouvrirCaisses } from '../harnais/caisses.ts';
import { ouvrirFautes } from '../harnais/fautes.ts';
import { envoyer } from '../harnais/graphql.ts';
import { ecarts, raconter } from '../harnais/invariants.ts';
import { consigner, quantile } from '../harnais/mesure.ts';
import { lireSerie } from '../harnais/series.ts';
import { ouvrirSysteme, type Systeme } from '../harnais/systeme.ts';
import { hasardDe, OUVERTURE_MS, taille } from '../harnais/tailles.ts';
import { attendreLeCache } from './mini-systeme.ts';

const LIRE = /* GraphQL */ `
  query Lire($id: ID!) {
    produit(id: $id) {
      nom
      stock(magasinId: "1") {
        disponible
      }
    }
  }
`;

/** One reading of a product and its stock, through the router. */
interface Lecture {
  debut: number;
  dureeMs: number;
}

withRedis(() => {
  let systeme: Systeme;
  let caisses: Caisse[];

  beforeAll(async () => {
    systeme = await ouvrirSysteme('redis-absent');
    caisses = await ouvrirCaisses(systeme);
    await attendreLeCache(systeme.processus.stock);
  }, OUVERTURE_MS);
  afterAll(() => systeme.fermer());

  /** A client that reads stock all the time. */
  async function lire(
    client: string,
    lectures: Lecture[],
    echecs: string[],
    continuer: () => boolean,
  ): Promise<void> {
    const hasard = hasardDe(`C4/${client}`);
    while (continuer()) {
      const id = String(hasard.choisir(COURANTS));
      const debut = performance.now();
      try {
        const { data, errors } = await envoyer<{ produit: { stock: unknown } | null }>(
          systeme.url,
          LIRE,
          { id },
          await systeme.identites.entetesDe(caissierDe(1)),
        );
        if (!data?.produit?.stock) echecs.push(JSON.stringify(errors ?? data));
      } catch (error) {
        echecs.push(String(error));
      }
      lectures.push({ debut, dureeMs: performance.now() - debut });
      await attendre(10);
    }
  }

  const etat = (nom: 'stock' | 'produit', valeur: string, timeoutMs = 30_000) =>
    waitFor(
      async () => {
        const vu = await lireSerie(systeme.processus[nom], 'cache_disjoncteur', { etat: valeur });
        return vu === 1;
      },
      { timeoutMs, intervalMs: 10 },
    );

  test('C4: with Redis dead, then frozen, every sale and every reading of stock succeeds', async () => {
    const debut = performance.now();
    const absenceS = taille('C4', { court: 8, complet: 60 });
    if (absenceS === 0) return;
    const { redis } = systeme;
    if (!redis) throw new Error('There is no Redis');
    const fautes = ouvrirFautes();
    const lectures: Lecture[] = [];
    const echecs: string[] = [];
    const bornes: Record<string, [number, number]> = {};
    let enCours = true;
    const continuer = () => enCours;
    const pendant = async (nom: string, ms: number) => {
      const de = performance.now();
      await attendre(ms);
      bornes[nom] = [de, performance.now()];
    };
    const charge = Promise.all([
      faireVendre(systeme, caisses, { figure: 'C4', clients: 3 }, continuer),
      ...[0, 1, 2, 3, 4, 5].map((i) => lire(`lecteur-${i}`, lectures, echecs, continuer)),
    ]);
    let ouvertsMs: string[];
    try {
      await waitFor(() => lectures.length >= 20, { timeoutMs: 60_000 });
      await pendant('before', 250 * absenceS);
      fautes.noter('Redis', `kill -9, back after ${absenceS} s`);
      await redis.kill();
      await pendant('dead', 1_000 * absenceS);
      await redis.restart();
      await etat('stock', 'ferme');
      await attendreLeCache(systeme.processus.stock);
      await pendant('back', 250 * absenceS);
      fautes.noter('Redis', 'frozen');
      redis.freeze();
      const gel = performance.now();
      // With fewer than five requests in a second it stays closed: each waits for its own time-out.
      const ouverts = (['stock', 'produit'] as const).map((nom) =>
        etat(nom, 'ouvert', 250 * absenceS).then(
          () => String(Math.round(performance.now() - gel)),
          () => 'never',
        ),
      );
      await pendant('frozen', 250 * absenceS);
      ouvertsMs = await Promise.all(ouverts);
      redis.thaw();
      await Promise.all([etat('stock', 'ferme'), etat('produit', 'ferme')]);
    } finally {
      enCours = false;
      redis.thaw();
    }
    const [bilan] = await charge;
    const refusees = bilan.conclusions.filter(({ resultat }) => !resultat.vente);
    const trouves = await ecarts(systeme);
    const dureesDe = (nom: string) => {
      const [de, a] = bornes[nom] ?? [0, 0];
      return lectures.filter((l) => l.debut >= de && l.debut < a).map((l) => l.dureeMs);
    };
    const p = (nom: string, part: number) => Math.round(quantile(dureesDe(nom), part));
    consigner(
      {
        id: 'C4',
        titre: 'Redis dead, then frozen, under sales and readings of stock through the router',
        essais: bilan.conclusions.length + lectures.length,
        echecs: refusees.length + echecs.length + trouves.length,
        chiffres: {
          ...{ checkouts: bilan.conclusions.length, readings: lectures.length },
          'errors answered to tills, who tried again': JSON.stringify(systeme.journal.erreurs()),
          ...Object.fromEntries(
            ['before', 'dead', 'back', 'frozen'].flatMap((nom) => [
              [`${nom}, reading p50 ms`, p(nom, 0.5)],
              [`${nom}, p95 ms`, p(nom, 0.95)],
            ]),
          ),
          'dead / before, p95': (p('dead', 0.95) / Math.max(1, p('before', 0.95))).toFixed(1),
          'breaker open after the freeze, ms': ouvertsMs.join(' and '),
        },
      },
      debut,
      fautes,
    );
    expect(echecs.slice(0, 5)).toEqual([]);
    expect(refusees.slice(0, 5)).toEqual([]);
    expect(raconter(systeme, trouves)).toBe('');
    expect(dureesDe('dead').length).toBeGreaterThan(0);
  }, 3_600_000);
});

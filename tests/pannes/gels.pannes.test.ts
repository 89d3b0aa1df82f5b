import { setTimeout as attendre } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { waitFor } from '@caisse/subgraph-kit/test';

import { faireVendre, reussies } from './harnais/affluence.ts';
import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme, enDoute, laisserSeules } from './harnais/controle.ts';
import { ouvrirFautes } from './harnais/fautes.ts';
import { ecarts, raconter } from './harnais/invariants.ts';
import { consigner, quantiles } from './harnais/mesure.ts';
import { ensemble, fonction, instructions } from './harnais/mutations.ts';
import { planGels } from './harnais/plans.ts';
import { lireSerie } from './harnais/series.ts';
import type { ServiceProcess } from './harnais/service-process.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, OUVERTURE_MS, taille } from './harnais/tailles.ts';

/** How long vente holds the lease of a sale. */
const BAIL_MS = 4_000;

let systeme: Systeme;
let caisses: Caisse[];
let seconde: ServiceProcess;

beforeAll(async () => {
  systeme = await ouvrirSysteme('gels', { baseParLien: true });
  seconde = await systeme.doubler('vente');
  caisses = await ouvrirCaisses(systeme);
}, OUVERTURE_MS);

afterAll(() => systeme.fermer());

/** Lets the database keep each commit that it refuses because the lease is somebody else's. */
const compterLesRefus = ensemble(
  instructions('vente', ['CREATE TABLE commit_refuse (vente_id uuid)']),
  fonction('vente', 'valider_vente', [
    [
      'IF NOT FOUND THEN\n    RETURN;',
      'IF NOT FOUND THEN\n    INSERT INTO commit_refuse VALUES (p_id);\n    RETURN;',
    ],
  ]),
);

/** Leaves commits of vente on their way: they arrive when their sales have long been somebody else's. */
async function retenirLesCommits(): Promise<void> {
  const lien = systeme.liens['vente-base'];
  const retenus = () => lien.retenues('vente.valider') > 0;
  for (;;) {
    await waitFor(async () => (await enDoute(systeme)).length >= 3, { timeoutMs: 30_000 });
    lien.regler({ retenir: true });
    // On a slow machine, all of these may have come to their end before; then others are waited for.
    if (await waitFor(retenus, { timeoutMs: 3_000 }).catch(() => false)) return;
    lien.relacher();
  }
}

/** Sales taken over and done, each with all that its first holder could still have written of it. */
async function reprises(ids?: readonly string[]): Promise<Map<string, string>> {
  const lignes = await systeme.base.sql<{ id: string; ecrit: string }>(
    'vente',
    `SELECT v.id::text, concat_ws('/', bail_epoch, numero, total, validee_le, refus, bail_expire,
       (SELECT string_agg(p::text, ',' ORDER BY rang) FROM paiement p WHERE vente_id = v.id),
       (SELECT count(*) FROM ligne_vente WHERE vente_id = v.id),
       (SELECT count(*) FROM evenement WHERE type LIKE 'VenteValidee%' AND charge->>'venteId' = v.id::text)) AS ecrit
     FROM vente v WHERE bail_epoch > 1 AND etat NOT IN ('EN_COURS', 'EN_COMPENSATION')
       AND ($1::uuid[] IS NULL OR id = ANY($1))`,
    [ids ?? null],
  );
  return new Map(lignes.map(({ id, ecrit }) => [id, ecrit]));
}

test('G1: vente wakes up from a freeze longer than its lease, writes nothing of what was taken over, and no sale is lost', async () => {
  const debut = performance.now();
  const nombre = taille('G1', { court: 2, complet: 50 });
  if (nombre === 0) return;
  const fautes = ouvrirFautes();
  const terminalMs: number[] = [];
  const fantomes: string[] = [];
  const douteuses = new Set<string>();
  const comparees = new Set<string>();
  // Sales that take a while, so that a freeze finds some in their middle.
  systeme.liens['vente-stock'].regler({ latenceMs: 100 });
  await compterLesRefus(systeme);
  let enVente = true;
  const ventes = faireVendre(systeme, caisses, { figure: 'G1', clients: 8 }, () => enVente);
  for (const { apresMs, qui, dureeMs } of planGels(hasardDe('G1'), nombre, BAIL_MS)) {
    await attendre(apresMs);
    fautes.noter('gels', `${qui} frozen after ${apresMs} ms, for ${dureeMs} ms`, systeme.journal);
    if (qui === 'vente') await retenirLesCommits();
    systeme.processus[qui].figer();
    // Its tills have gone meanwhile: what they left is the other instance's once the lease is over.
    if (qui === 'vente') await laisserSeules(systeme);
    await attendre(dureeMs);
    const [doutes, finies] = await Promise.all([enDoute(systeme), reprises()]);
    systeme.liens['vente-base'].relacher();
    systeme.processus[qui].degeler();
    systeme.journal.noter({ quoi: 'panne', detail: `${qui} goes on` });
    for (const doute of doutes) douteuses.add(doute);
    terminalMs.push(await attendreLeCalme(systeme, 10_000, doutes));
    const apres = await reprises([...finies.keys()]);
    for (const [id, ecrit] of finies) {
      comparees.add(id);
      if (apres.get(id) !== ecrit) fantomes.push(`${id}: ${ecrit} became ${apres.get(id)}`);
    }
  }
  enVente = false;
  const bilan = await ventes;
  systeme.liens['vente-stock'].relacher();
  await attendreLeCalme(systeme, 10_000);
  const terminee = { sorte: 'vente', resultat: 'terminee' };
  const finiesParLAutre = (await lireSerie(seconde, 'ventes_reprises_total', terminee)) ?? 0;
  const [refuses] = await systeme.base.sql<{ n: string }>(
    'vente',
    'SELECT count(*) AS n FROM commit_refuse',
  );
  const trouves = [...fantomes, ...(await ecarts(systeme))];
  consigner(
    {
      id: 'G1',
      titre:
        'vente frozen for longer than its lease beside a second instance, stock frozen for 1 to 3 s',
      essais: nombre,
      echecs: trouves.length,
      chiffres: {
        sales: reussies(bilan),
        returns: bilan.retours,
        'finished by the other instance': finiesParLAutre,
        'compared before and after the thaw': comparees.size,
        'late commits, refused': Number(refuses?.n),
        'in doubt at a thaw': douteuses.size,
        'terminal after a thaw, max ms': quantiles(terminalMs).max,
      },
    },
    debut,
    fautes,
  );
  expect(raconter(systeme, trouves)).toBe('');
  expect(finiesParLAutre).toBeGreaterThan(0);
  expect(comparees.size).toBeGreaterThan(0);
  expect(Number(refuses?.n)).toBeGreaterThan(0);
}, 3_600_000);

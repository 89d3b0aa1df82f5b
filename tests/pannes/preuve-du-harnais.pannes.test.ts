import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { SUBGRAPHS } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';
import { INVARIANTS } from '@caisse/verification';

import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme } from './harnais/controle.ts';
import { type Defaut, DEFAUTS } from './harnais/defauts.ts';
import { encaisser } from './harnais/encaisser.ts';
import { ouvrirFautes } from './harnais/fautes.ts';
import type { Hasard } from './harnais/hasard.ts';
import { ecarts } from './harnais/invariants.ts';
import { consigner } from './harnais/mesure.ts';
import type { Mutation } from './harnais/mutations.ts';
import { lireSerie } from './harnais/series.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, OUVERTURE_MS, taille } from './harnais/tailles.ts';
import { preparerVentes } from './harnais/ventes.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('preuve', { baseParLien: true });
  caisses = await ouvrirCaisses(systeme);
}, OUVERTURE_MS);

afterAll(() => systeme.fermer());

const RIEN: Mutation = async () => async () => undefined;

/** What earlier defects left behind: each is counted once. */
const connus = new Set<string>();

/** Plays a history and gives what it shows that was not there before. */
async function constater(
  { mutation, scenario }: Defaut,
  hasard: Hasard,
  produit: number,
): Promise<string[]> {
  const defaire = await mutation(systeme);
  const vus: string[] = [];
  try {
    vus.push(...(await scenario({ systeme, caisses }, hasard, produit)));
    await attendreLeCalme(systeme, 15_000);
  } finally {
    await defaire();
  }
  vus.push(...(await ecarts(systeme)).filter((e) => !connus.has(e)));
  for (const vu of vus) connus.add(vu);
  return vus;
}

test('the process that checks the invariants beside the work shows a fault on its page, and none before', async () => {
  const [saisie] = await preparerVentes(systeme, caisses, hasardDe('surveillance'), 1);
  const { venteId = '' } = saisie ?? {};
  if (saisie) await encaisser(systeme, saisie);
  const verification = await systeme.ajouter('verification', 'verification', {
    ...Object.fromEntries(
      SUBGRAPHS.map((s) => [`${s.toUpperCase()}_DATABASE_URL`, systeme.base.urls[s]]),
    ),
    VERIFICATION_INTERVAL_MS: '1000',
  });
  const montrer = (invariant: string, ecarts: number) =>
    waitFor(
      async () => (await lireSerie(verification, 'caisse_ecarts_total', { invariant })) === ecarts,
      { timeoutMs: 30_000, intervalMs: 200 },
    );
  const changer = (de: number) =>
    systeme.base.sql(
      'vente',
      'UPDATE paiement SET montant = montant + $2 WHERE vente_id = $1 AND rang = 0',
      [venteId, de],
    );
  for (const invariant of INVARIANTS) await montrer(invariant, 0);
  await changer(1);
  await montrer('V5', 1);
  await changer(-1);
  await verification.tuer();
});

test('F9: each defect put into the system is found, and its history alone shows nothing', async () => {
  const debut = performance.now();
  if (taille('F9', { court: 1, complet: 1 }) === 0) return;
  const fautes = ouvrirFautes();
  const fausses: string[] = [];
  const manques: string[] = [];
  const chiffres: Record<string, string> = {};
  for (const [rang, defaut] of DEFAUTS.entries()) {
    const sain = { ...defaut, mutation: defaut.cadre ?? RIEN };
    const temoin = await constater(sain, hasardDe(`F9/${defaut.nom}/sain`), 5_000 + 2 * rang);
    fausses.push(...temoin.map((e) => `${defaut.nom}: ${e}`));
    fautes.noter('défauts', defaut.nom, systeme.journal);
    const trouves = await constater(defaut, hasardDe(`F9/${defaut.nom}`), 5_001 + 2 * rang);
    process.stdout.write(
      `  F9 ${defaut.nom}: ${trouves.length} found, ${trouves[0] ?? 'NOTHING'}\n`,
    );
    chiffres[defaut.nom] = trouves[0]?.split(' {')[0] ?? 'NOT FOUND';
    if (trouves.length === 0) manques.push(defaut.nom);
  }
  consigner(
    {
      id: 'F9',
      titre: 'Defects put into the system on purpose: found',
      essais: DEFAUTS.length,
      echecs: manques.length + fausses.length,
      chiffres,
    },
    debut,
    fautes,
  );
  expect(fausses).toEqual([]);
  expect(manques).toEqual([]);
}, 900_000);

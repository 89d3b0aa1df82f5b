import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme } from './harnais/controle.ts';
import { type Defaut, DEFAUTS } from './harnais/defauts.ts';
import { ouvrirFautes } from './harnais/fautes.ts';
import type { Hasard } from './harnais/hasard.ts';
import { ecarts } from './harnais/invariants.ts';
import { consigner } from './harnais/mesure.ts';
import type { Mutation } from './harnais/mutations.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, taille } from './harnais/tailles.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('preuve');
  caisses = await ouvrirCaisses(systeme);
});

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

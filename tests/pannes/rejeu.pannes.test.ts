import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { alterer, empreinteDesBases } from './harnais/alterer.ts';
import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme } from './harnais/controle.ts';
import { encaisser, essayerCheckout, type SaisieVente } from './harnais/encaisser.ts';
import { preparerVentes } from './harnais/ventes.ts';
import { ouvrirFautes } from './harnais/fautes.ts';
import type { Hasard } from './harnais/hasard.ts';
import { ecarts, raconter } from './harnais/invariants.ts';
import { consigner, enParallele, quantiles } from './harnais/mesure.ts';
import { planAlterations, planPertes } from './harnais/plans.ts';
import { type Lien, ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, OUVERTURE_MS, taille } from './harnais/tailles.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('rejeu');
  caisses = await ouvrirCaisses(systeme);
}, OUVERTURE_MS);

afterAll(() => systeme.fermer());

const preparer = (hasard: Hasard, nombre: number) =>
  preparerVentes(systeme, caisses, hasard, nombre);

async function compterVentes(): Promise<number> {
  const [ligne] = await systeme.base.sql<{ n: string }>(
    'vente',
    'SELECT count(*) AS n FROM vente WHERE numero IS NOT NULL',
  );
  return Number(ligne?.n);
}

test('I1: a sale sent ten times at once is one sale, with ten identical answers', async () => {
  const debut = performance.now();
  const nombre = taille('I1', { court: 40, complet: 1_000 });
  if (nombre === 0) return;
  const saisies = await preparer(hasardDe('I1'), nombre);
  const avant = await compterVentes();
  const durees: number[] = [];
  const fautes: string[] = [];
  await enParallele(saisies, 4, async (s) => {
    const conclusions = await Promise.all(Array.from({ length: 10 }, () => encaisser(systeme, s)));
    durees.push(...conclusions.map((c) => c.dureeMs));
    const recus = new Set(
      conclusions.map(({ resultat }) => JSON.stringify(resultat.vente ?? resultat)),
    );
    const premieres = conclusions.filter(({ resultat }) => resultat.rejoue === false);
    if (recus.size !== 1 || premieres.length > 1)
      fautes.push(`${s.venteId}\n${systeme.journal.histoire(s.venteId)}`);
  });
  const ventes = (await compterVentes()) - avant;
  const trouves = await ecarts(systeme);
  consigner(
    {
      id: 'I1',
      titre: 'Sales sent ten times at once',
      essais: nombre,
      echecs: fautes.length + trouves.length,
      chiffres: { sales: ventes, requests: 10 * nombre, ...quantiles(durees) },
    },
    debut,
  );
  expect(fautes.slice(0, 1)).toEqual([]);
  expect(ventes).toBe(nombre);
  expect(raconter(systeme, trouves)).toBe('');
}, 900_000);

test('I2: a key replayed with one altered field is refused, without any effect', async () => {
  const debut = performance.now();
  const hasard = hasardDe('I2');
  const nombre = taille('I2', { court: 40, complet: 200 });
  if (nombre === 0) return;
  const saisies = await preparer(hasard, nombre);
  const autres = await preparer(hasard, nombre);
  await enParallele(saisies, 8, (s) => encaisser(systeme, s));
  const fautes = ouvrirFautes();
  const avant = await empreinteDesBases(systeme);
  const plan = planAlterations(hasardDe('I2/alterations'), nombre);
  const refus = await enParallele(saisies, 8, async (s, i) => {
    const quoi = plan[i] ?? 'panier';
    fautes.noter(`vente ${i + 1}`, quoi);
    const altere = alterer(
      quoi,
      s,
      autres[i] as SaisieVente,
      caisses[(i + 1) % caisses.length] as Caisse,
    );
    const { data, errors } = await essayerCheckout(systeme, { ...s, ...altere });
    return data?.resultat.__typename ?? JSON.stringify(errors);
  });
  const apres = await empreinteDesBases(systeme);
  const autrement = refus.filter((nom) => nom !== 'CleReutilisee');
  consigner(
    {
      id: 'I2',
      titre: 'Keys replayed with one altered field',
      essais: nombre,
      echecs: autrement.length,
      chiffres: { refusals: nombre - autrement.length },
    },
    debut,
    fautes,
  );
  expect(autrement).toEqual([]);
  expect(apres).toEqual(avant);
  expect(raconter(systeme, await ecarts(systeme))).toBe('');
}, 300_000);

test('I3: the first answer to a sale is lost on its way, and the retry finds the one sale', async () => {
  const debut = performance.now();
  const hasard = hasardDe('I3');
  const nombre = taille('I3', { court: 40, complet: 500 });
  if (nombre === 0) return;
  const saisies = await preparer(hasard, nombre);
  const avant = await compterVentes();
  // Of each sale, the answer to the first request that bears its id is dropped, on a link that the seed chooses.
  const fautes = ouvrirFautes();
  const liens: readonly Lien[] = [
    'client-router',
    'router-vente',
    'vente-stock',
    'vente-panier',
    'vente-terminal',
  ];
  // A sale paid in cash never speaks to the terminal.
  const parCarte = saisies.map((s) => s.paiements.some(({ mode }) => mode === 'CARTE'));
  const plan = planPertes(hasardDe('I3/pertes'), parCarte, liens);
  const restants = new Map(saisies.map((s, rang) => [s.venteId, { rang, lien: plan[rang] }]));
  for (const lien of liens) {
    systeme.liens[lien].regler({
      perdreReponse: (requete) => {
        const venteId = /"(?:venteId|cle)":"([0-9a-f-]{36})/.exec(requete)?.[1] ?? '';
        const prevu = restants.get(venteId);
        if (prevu?.lien !== lien) return false;
        fautes.noter(`vente ${prevu.rang + 1}`, `answer lost on ${lien}`, systeme.journal);
        return restants.delete(venteId);
      },
    });
  }
  const conclusions = await enParallele(saisies, 8, (s) =>
    encaisser(systeme, s, { premier: systeme.urlPerturbee }),
  );
  const perdues = liens.map((lien) => [lien, systeme.liens[lien].perdues()] as const);
  for (const lien of liens) systeme.liens[lien].relacher();
  await attendreLeCalme(systeme, 10_000);
  const reussies = conclusions.filter(
    ({ resultat }) => resultat.__typename === 'CheckoutReussi',
  ).length;
  const ventes = (await compterVentes()) - avant;
  const trouves = await ecarts(systeme);
  consigner(
    {
      id: 'I3',
      titre: 'The first answer dropped on its way',
      essais: nombre,
      echecs: nombre - reussies + trouves.length,
      chiffres: {
        sales: ventes,
        ...Object.fromEntries(perdues),
        ...quantiles(conclusions.map((c) => c.dureeMs)),
      },
    },
    debut,
    fautes,
  );
  expect(reussies).toBe(nombre);
  expect(ventes).toBe(nombre);
  expect(raconter(systeme, trouves)).toBe('');
  expect(perdues.reduce((somme, [, n]) => somme + n, 0)).toBe(nombre);
}, 600_000);

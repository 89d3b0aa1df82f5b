import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme } from './harnais/controle.ts';
import { encaisser, essayerCheckout, type SaisieVente } from './harnais/encaisser.ts';
import { preparerVentes } from './harnais/ventes.ts';
import type { Hasard } from './harnais/hasard.ts';
import { ecarts, raconter } from './harnais/invariants.ts';
import { consigner, enParallele, quantiles } from './harnais/mesure.ts';
import { type Lien, ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, taille } from './harnais/tailles.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('rejeu');
  caisses = await ouvrirCaisses(systeme);
});

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
  const nombre = taille('I1', { court: 200, complet: 1_000 });
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
  const nombre = taille('I2', { court: 200, complet: 200 });
  if (nombre === 0) return;
  const saisies = await preparer(hasard, nombre);
  const autres = await preparer(hasard, nombre);
  await enParallele(saisies, 8, (s) => encaisser(systeme, s));
  const avant = await empreinteDesBases();
  const refus = await enParallele(saisies, 8, async (s, i) => {
    const autre = autres[i] as SaisieVente;
    const altere = hasard.choisir<Partial<SaisieVente>>([
      { panierId: autre.panierId },
      { sessionCaisseId: (caisses[(i + 1) % caisses.length] as Caisse).sessionId },
      {
        paiements: s.paiements.map((p, rang) =>
          rang === 0 ? { ...p, montant: p.montant + 5 } : p,
        ),
      },
      {
        paiements: s.paiements.map((p, rang) =>
          rang === 0 ? { ...p, mode: p.mode === 'CARTE' ? 'COMPTANT' : 'CARTE' } : p,
        ),
      },
    ]);
    const { data, errors } = await essayerCheckout(systeme.url, { ...s, ...altere });
    return data?.resultat.__typename ?? JSON.stringify(errors);
  });
  const apres = await empreinteDesBases();
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
  );
  expect(autrement).toEqual([]);
  expect(apres).toEqual(avant);
  expect(raconter(systeme, await ecarts(systeme))).toBe('');
}, 300_000);

/** What an effect would change: every table that a sale writes, but the log's readers. */
async function empreinteDesBases(): Promise<unknown> {
  await ecarts(systeme);
  const [vente, stock, panier] = await Promise.all([
    systeme.base.sql(
      'vente',
      `SELECT md5(string_agg(v::text, ',' ORDER BY id)) AS ventes,
      (SELECT count(*) FROM paiement) AS paiements, (SELECT count(*) FROM evenement) AS evenements FROM vente v`,
    ),
    systeme.base.sql('stock', 'SELECT count(*) AS n, sum(id) AS ids FROM mouvement'),
    systeme.base.sql('panier', `SELECT count(*) AS n FROM panier WHERE statut = 'OUVERT'`),
  ]);
  return { vente, stock, panier, fournisseur: [...systeme.fournisseur.encaisse()].length };
}

test('I3: the first answer to a sale is lost on its way, and the retry finds the one sale', async () => {
  const debut = performance.now();
  const hasard = hasardDe('I3');
  const nombre = taille('I3', { court: 100, complet: 500 });
  if (nombre === 0) return;
  const saisies = await preparer(hasard, nombre);
  const avant = await compterVentes();
  // Of each sale, the answer to the first request that bears its id is dropped, on a link that the seed chooses.
  const liens: readonly Lien[] = [
    'client-router',
    'router-vente',
    'vente-stock',
    'vente-panier',
    'vente-terminal',
  ];
  const choisi = new Map(
    saisies.map((s) => {
      // A sale paid in cash never speaks to the terminal.
      const parCarte = s.paiements.some(({ mode }) => mode === 'CARTE');
      return [s.venteId, hasard.choisir(parCarte ? liens : liens.slice(0, -1))];
    }),
  );
  const restants = new Map(choisi);
  for (const lien of liens) {
    systeme.liens[lien].regler({
      perdreReponse: (requete) => {
        const venteId = /"(?:venteId|cle)":"([0-9a-f-]{36})/.exec(requete)?.[1] ?? '';
        return restants.get(venteId) === lien && restants.delete(venteId);
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
  );
  expect(reussies).toBe(nombre);
  expect(ventes).toBe(nombre);
  expect(raconter(systeme, trouves)).toBe('');
  expect(perdues.reduce((somme, [, n]) => somme + n, 0)).toBe(nombre);
}, 600_000);

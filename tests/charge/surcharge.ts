import { setTimeout as delay } from 'node:timers/promises';

import { waitFor } from '@caisse/subgraph-kit/test';

import { type Client, createClient } from '../e2e/support/client.ts';
import { type RunningStandalone, startStandalone } from '../e2e/support/standalone.ts';
import { ADMIN, caissierDe, gerantDe } from '../support/identites.ts';
import { type Demande, ouvrirAffluence, reunirStock, STOCK_REUNI } from './affluence.ts';
import { lireSeries, quantile } from './metriques.ts';
import { tableau } from './tableau.ts';

const CHAUFFE_S = 10;
const CAPACITE_S = 15;
const SURCHARGE_S = 60;
const RETOUR_S = 10;
/** Requests in hand while the capacity is measured: enough to keep the process busy, too few to be refused. */
const A_LA_FOIS = 16;
const FOIS = 2;

/** What became of the requests of a while. */
interface Bilan {
  secondes: number;
  demandes: Demande[];
}

/**
 * Finds how many requests a second the standalone mode answers, then offers twice as many for a minute whether it
 * answers or not, and looks at it again ten seconds later.
 *
 * @returns a table for people
 */
export async function mesurerSurcharge(): Promise<string> {
  const caisse = await startStandalone();
  try {
    const client = createClient(caisse.url);
    await reunirStock(client.as(ADMIN));
    const affluence = await ouvrirAffluence(caisse.url, {
      caissier: client.as(caissierDe(1)),
      gerant: client.as(gerantDe(1)),
    });
    await enBoucle(affluence.demander, CHAUFFE_S);
    const capacite = await enBoucle(affluence.demander, CAPACITE_S);
    const debit = rendues(capacite).length / capacite.secondes;
    process.stdout.write(`  capacity ${debit.toFixed(0)} requests/s; now ${FOIS} times that\n`);
    const pic = await auRythme(affluence.demander, debit * FOIS, SURCHARGE_S);
    await delay(RETOUR_S * 1_000);
    const retour = await enBoucle(affluence.demander, CAPACITE_S);
    const ventes = await verifier(caisse, client, affluence.ventes());
    await affluence.fermer();
    return rapport({ capacite, pic, retour }, ventes);
  } finally {
    await caisse.dispose();
  }
}

type Demander = () => Promise<Demande>;

/** So many at a time, the next when one is answered. */
async function enBoucle(demander: Demander, secondes: number): Promise<Bilan> {
  const demandes: Demande[] = [];
  const fin = performance.now() + secondes * 1_000;
  await Promise.all(
    Array.from({ length: A_LA_FOIS }, async () => {
      while (performance.now() < fin) demandes.push(await demander());
    }),
  );
  return { secondes, demandes };
}

/** So many a second, whether the others are answered or not. */
async function auRythme(demander: Demander, parSeconde: number, secondes: number): Promise<Bilan> {
  const enCours: Promise<Demande>[] = [];
  const debut = performance.now();
  for (;;) {
    const ecoule = (performance.now() - debut) / 1_000;
    if (ecoule >= secondes) break;
    while (enCours.length < ecoule * parSeconde) enCours.push(demander());
    await delay(2);
  }
  return { secondes, demandes: await Promise.all(enCours) };
}

const rendues = ({ demandes }: Bilan) => demandes.filter(({ issue }) => issue === 'rendue');

/** Each sale that a till has a receipt for is there once, and the stock moved by exactly what was sold. */
async function verifier(
  { url }: RunningStandalone,
  client: Client,
  vendues: number,
): Promise<string> {
  const { ventes, produits } = (await client
    .as(ADMIN)
    .run(
      `{ ventes(first: 1) { totalCount } produits(first: 100) { nodes { stock(magasinId: "1") { quantite } } } }`,
    )) as {
    ventes: { totalCount: number };
    produits: { nodes: { stock: { quantite: number } }[] };
  };
  const reste = produits.nodes.reduce((somme, { stock }) => somme + stock.quantite, 0);
  const parti = STOCK_REUNI - reste;
  return `${vendues} receipts, ${ventes.totalCount} sales, ${parti} pieces gone; invariants broken: ${await ecarts(url)}.`;
}

/** What a check says that ended after the load: one in its midst sees sales that are between two steps. */
async function ecarts(url: string): Promise<string> {
  const depuis = Date.now() / 1_000;
  const verifie = async () => {
    const dates = await lireSeries(url, 'caisse_verification_timestamp_seconds');
    return dates.some(({ valeur }) => valeur > depuis);
  };
  try {
    await waitFor(verifie, { timeoutMs: 180_000, intervalMs: 1_000 });
  } catch {
    return 'not checked within three minutes';
  }
  const trouves = await lireSeries(url, 'caisse_ecarts_total');
  const rompus = trouves.filter(({ valeur }) => valeur > 0);
  return rompus.map(({ labels, valeur }) => `${labels} ${valeur}`).join(', ') || 'none';
}

function rapport(bilans: Record<'capacite' | 'pic' | 'retour', Bilan>, ventes: string): string {
  const noms = { capacite: '16 at a time', pic: 'twice the capacity', retour: '10 s later' };
  const debit = (bilan: Bilan) => rendues(bilan).length / bilan.secondes;
  const lignes = Object.entries(bilans).map(([nom, bilan]) => {
    const durees = rendues(bilan).map(({ ms }) => ms);
    const refus = bilan.demandes.filter(({ issue }) => issue === 'refusee');
    const rates = bilan.demandes.filter(({ issue }) => issue === 'ratee');
    const rapports = bilan.demandes.filter(({ sorte }) => sorte === 'rapport');
    return [
      noms[nom as keyof typeof noms],
      (bilan.demandes.length / bilan.secondes).toFixed(0),
      debit(bilan).toFixed(0),
      `${((100 * rendues({ ...bilan, demandes: rapports }).length) / (rapports.length || 1)).toFixed(0)} %`,
      `${quantile(durees, 0.5).toFixed(0)} / ${quantile(durees, 0.99).toFixed(0)}`,
      refus.length === 0
        ? '-'
        : quantile(
            refus.map(({ ms }) => ms),
            0.5,
          ).toFixed(0),
      rates.length === 0 ? '0' : `${rates.length} ${rates[0]?.raison ?? ''}`,
    ];
  });
  const part = (100 * debit(bilans.pic)) / debit(bilans.capacite);
  const apres = (100 * debit(bilans.retour)) / debit(bilans.capacite);
  return [
    tableau(
      ['', 'offered/s', 'answered/s', 'reports', 'p50/p99 (ms)', 'refusal p50 (ms)', 'failed'],
      lignes,
    ),
    '',
    `Goodput under twice the capacity: ${part.toFixed(0)} % of the peak; ${RETOUR_S} s later ${apres.toFixed(0)} %.`,
    ventes,
  ].join('\n');
}

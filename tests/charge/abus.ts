import { codesDe, envoyer, refuse } from '../acces/abus/envoyer.ts';
import { DOCUMENTS } from '../acces/abus/documents.ts';
import { REQUETES, VARIABLES } from '../acces/abus/requetes.ts';
import { createClient } from '../e2e/support/client.ts';
import { startStandalone } from '../e2e/support/standalone.ts';
import { lireMetrique, quantile } from './metriques.ts';
import { tableau } from './tableau.ts';

const TOURS_POUR_CHAUFFER = 5;
const TOURS = 100;
const MONTRES = 12;
/** What a refusal may cost: time as the client sees it, and CPU of the process for the whole corpus. */
const LIMITE_MS = 50;
const LIMITE_CPU_S = 1;

/** This mode shows its schema to anyone. */
const CORPUS = [...DOCUMENTS, ...VARIABLES, ...REQUETES].filter(
  ({ code }) => code !== 'NON_AUTHENTIFIE',
);

/**
 * How long the standalone mode takes to refuse each request of the corpus of abuse, sent by an administrator over
 * loopback, one after the other, and what CPU that costs its process.
 *
 * @returns a table for people
 */
export async function mesurerAbus(): Promise<string> {
  const caisse = await startStandalone();
  try {
    const admin = await createClient(caisse.url).headers();
    const durees = new Map<string, number[]>(CORPUS.map(({ nom }) => [nom, []]));
    const cpu: number[] = [];
    const tour = async (garder: boolean) => {
      const avant = await lireMetrique(caisse.url, 'process_cpu_seconds_total');
      for (const abus of CORPUS) {
        const debut = performance.now();
        const reponse = await envoyer(`${caisse.url}/graphql`, {
          ...abus,
          entetes: { ...admin, ...abus.entetes },
        });
        const duree = performance.now() - debut;
        const juste = abus.code === undefined || codesDe(reponse)[0] === abus.code;
        if (!refuse(reponse, abus) || !juste) throw new Error(`Not refused: ${abus.nom}`);
        if (garder) durees.get(abus.nom)?.push(duree);
      }
      if (garder) cpu.push((await lireMetrique(caisse.url, 'process_cpu_seconds_total')) - avant);
    };
    for (let i = 0; i < TOURS_POUR_CHAUFFER; i += 1) await tour(false);
    for (let i = 0; i < TOURS; i += 1) await tour(true);
    return rapport(durees, cpu);
  } finally {
    await caisse.dispose();
  }
}

const ms = (valeur: number) => valeur.toFixed(1);

function rapport(durees: ReadonlyMap<string, number[]>, cpu: readonly number[]): string {
  const lignes = [...durees]
    .map(([nom, valeurs]) => ({
      ...{ nom, max: Math.max(...valeurs) },
      ...{ p50: quantile(valeurs, 0.5), p99: quantile(valeurs, 0.99) },
    }))
    .sort((a, b) => b.p99 - a.p99);
  const toutes = [...durees.values()].flat();
  const trop = lignes.filter(({ p99 }) => p99 > LIMITE_MS);
  return [
    tableau(
      ['refused', 'p50 (ms)', 'p99 (ms)', 'max (ms)'],
      lignes.slice(0, MONTRES).map(({ nom, p50, p99, max }) => [nom, ms(p50), ms(p99), ms(max)]),
    ),
    '',
    `${durees.size} requests, ${TOURS} times each; the ${MONTRES} slowest are shown.`,
    `All: p50 ${ms(quantile(toutes, 0.5))} ms, p99 ${ms(quantile(toutes, 0.99))} ms, max ${ms(Math.max(...toutes))} ms.`,
    `CPU of the process for the whole corpus: ${Math.max(...cpu).toFixed(2)} s at most, limit ${LIMITE_CPU_S} s.`,
    `Beyond ${LIMITE_MS} ms at p99: ${trop.length === 0 ? 'none' : trop.map(({ nom }) => nom).join(', ')}.`,
  ].join('\n');
}

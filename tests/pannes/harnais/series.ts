import type { ServiceProcess } from './service-process.ts';

/**
 * The sum of the series of a process, as Prometheus would read them; undefined while its page shows none.
 *
 * @param nom of the metric
 * @param labels that a series must bear, others aside
 */
export async function lireSerie(
  { url }: ServiceProcess,
  nom: string,
  labels: Record<string, string> = {},
): Promise<number | undefined> {
  const reponse = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) });
  const portes = Object.entries(labels).map(([cle, valeur]) => `${cle}="${valeur}"`);
  const valeurs = (await reponse.text())
    .split('\n')
    .filter((l) => l.startsWith(`${nom}{`) || l.startsWith(`${nom} `))
    .filter((l) => portes.every((porte) => l.includes(porte)))
    .map((l) => Number(l.split(' ').at(-1)));
  return valeurs.length === 0 ? undefined : valeurs.reduce((somme, valeur) => somme + valeur);
}

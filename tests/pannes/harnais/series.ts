import type { ServiceProcess } from './service-process.ts';

/**
 * The value of one series of a process, as Prometheus would read it; 0 while it has not been counted.
 *
 * @param labels that it bears, others aside
 */
export async function lireSerie(
  { url }: ServiceProcess,
  nom: string,
  labels: Record<string, string> = {},
): Promise<number> {
  return (await lireSeries(url, nom, labels)) ?? 0;
}

/** The same, undefined while the page does not show it. */
export async function lireSeries(
  url: string,
  nom: string,
  labels: Record<string, string>,
): Promise<number | undefined> {
  const reponse = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) });
  const portes = Object.entries(labels).map(([cle, valeur]) => `${cle}="${valeur}"`);
  const ligne = (await reponse.text())
    .split('\n')
    .find(
      (l) =>
        l.startsWith(nom) &&
        '{ '.includes(l[nom.length] ?? '') &&
        portes.every((p) => l.includes(p)),
    );
  return ligne === undefined ? undefined : Number(ligne.split(' ').at(-1));
}

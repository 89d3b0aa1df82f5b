/** The series of a metric, each with its labels as the page writes them. */
export async function lireSeries(
  url: string,
  nom: string,
): Promise<{ labels: string; valeur: number }[]> {
  const page = await (await fetch(`${url}/metrics`)).text();
  return page
    .split('\n')
    .filter((ligne) => ligne.startsWith(`${nom}{`))
    .map((ligne) => ({
      labels: ligne.slice(nom.length, ligne.lastIndexOf(' ')),
      valeur: Number(ligne.split(' ').at(-1)),
    }));
}

/** The sum of the series of a metric. */
export async function lireMetrique(url: string, nom: string): Promise<number> {
  return (await lireSeries(url, nom)).reduce((somme, { valeur }) => somme + valeur, 0);
}

/** The value under which a share of some numbers lies, between 0 and 1. */
export function quantile(valeurs: readonly number[], part: number): number {
  const triees = [...valeurs].sort((a, b) => a - b);
  return triees[Math.max(0, Math.ceil(part * triees.length) - 1)] ?? Number.NaN;
}

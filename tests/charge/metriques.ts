/** The sum of the series of a page of metrics that bear some labels. */
export async function lireMetrique(
  url: string,
  nom: string,
  labels: Record<string, string> = {},
): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  const portes = Object.entries(labels).map(([cle, valeur]) => `${cle}="${valeur}"`);
  return page
    .split('\n')
    .filter((ligne) => ligne.startsWith(`${nom}{`))
    .filter((ligne) => portes.every((porte) => ligne.includes(porte)))
    .reduce((somme, ligne) => somme + Number(ligne.split(' ').at(-1)), 0);
}

/** The value under which a share of some numbers lies, between 0 and 1. */
export function quantile(valeurs: readonly number[], part: number): number {
  const triees = [...valeurs].sort((a, b) => a - b);
  return triees[Math.max(0, Math.ceil(part * triees.length) - 1)] ?? Number.NaN;
}

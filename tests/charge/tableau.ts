/** The middle of some numbers. */
export function mediane(valeurs: readonly number[]): number {
  const triees = [...valeurs].sort((a, b) => a - b);
  return triees[Math.floor(triees.length / 2)] ?? Number.NaN;
}

/** Lays out a table for a terminal, which is Markdown as well. */
export function tableau(titres: readonly string[], lignes: readonly string[][]): string {
  const largeurs = titres.map((t, i) =>
    Math.max(t.length, ...lignes.map((ligne) => ligne[i]?.length ?? 0)),
  );
  const ecrire = (cellules: readonly string[]) =>
    `| ${cellules.map((c, i) => c.padEnd(largeurs[i] ?? 0)).join(' | ')} |`;
  return [ecrire(titres), ecrire(largeurs.map((l) => '-'.repeat(l))), ...lignes.map(ecrire)].join(
    '\n',
  );
}

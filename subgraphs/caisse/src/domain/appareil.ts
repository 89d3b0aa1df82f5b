/** Words of a User-Agent and what people call it; the first that is found counts, since each imitates the next. */
const NAVIGATEURS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMES = [
  ['Windows', 'Windows'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['CrOS', 'ChromeOS'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/**
 * A device as its owner would name it: browser and system, of what the client says of itself.
 *
 * @returns null when it says nothing that we know
 */
export function appareilDe(agent: string | null): string | null {
  if (agent === null) return null;
  const nommer = (noms: readonly (readonly [mot: string, nom: string])[]) =>
    noms.find(([mot]) => agent.includes(mot))?.[1];
  const connus = [nommer(NAVIGATEURS), nommer(SYSTEMES)].filter((nom) => nom !== undefined);
  return connus.length > 0 ? connus.join(', ') : null;
}

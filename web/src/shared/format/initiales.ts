/** The letters that stand for a person where there is no room for a name: `Ana Côté` is AC. */
export function initiales(nom: string): string {
  const mots = nom.split(/[\s-]+/u).filter(Boolean);
  const lettres = [mots[0], mots.length > 1 ? mots.at(-1) : undefined];
  return lettres.map((mot) => (mot ?? '').slice(0, 1).toUpperCase()).join('');
}

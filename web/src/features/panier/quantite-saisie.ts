/** Reads a typed quantity, 0 to 9 999; null for anything else. */
export function lireQuantite(texte: string): number | null {
  const net = texte.trim();
  return /^\d{1,4}$/.test(net) ? Number(net) : null;
}

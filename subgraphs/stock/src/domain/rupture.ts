/** A product of which there is less than what was asked, in units. */
export interface Rupture {
  produitId: number;
  /** All lines together. */
  demande: number;
  disponible: number;
}

/**
 * The sentence for the person at the till.
 *
 * @param ruptures at least one
 */
export function phraseRuptures(ruptures: readonly Rupture[]): string {
  const [rupture] = ruptures;
  if (ruptures.length !== 1 || !rupture) {
    return `Stock insuffisant pour ${ruptures.length} produits ; rien n’a été changé.`;
  }
  const { demande, disponible } = rupture;
  const reste = disponible === 0 ? 'plus aucun disponible' : compte(disponible, 'disponible');
  return `Stock insuffisant : ${compte(demande, 'demandé')}, ${reste}.`;
}

function compte(nombre: number, mot: string): string {
  return `${nombre} ${mot}${nombre > 1 ? 's' : ''}`;
}

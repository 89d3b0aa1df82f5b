import type { EvenementVente } from '@caisse/subgraph-kit';

interface Dependances {
  journal: {
    encaisser(
      faits: readonly { id: string; vente: { panierId: string; venteId: string } | null }[],
      de: string | null,
      a: string,
    ): Promise<boolean>;
  };
}

/**
 * Concludes the carts of the sales in a slice of the log. Cancellations leave carts alone: a sold cart stays sold.
 *
 * @param de position before the slice
 * @param a position after it
 */
export async function suivreVentes(
  { journal }: Dependances,
  evenements: readonly EvenementVente[],
  de: string | null,
  a: string,
): Promise<boolean> {
  const faits = evenements.map(({ id, type, charge }) => ({
    id,
    vente: type === 'VenteValidee' ? { panierId: charge.panierId, venteId: charge.venteId } : null,
  }));
  // False when another replica applied the slice: the next poll starts from where that one stopped.
  return journal.encaisser(faits, de, a);
}

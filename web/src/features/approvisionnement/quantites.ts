/** What is typed beside each product, by product. */
export type Quantites = Readonly<Record<string, string>>;

/** Whether a typed quantity can be sent: nothing, or 0 to 9 999. */
export const sansRefus = (texte: string) => /^\s*\d{0,4}\s*$/.test(texte);

/** The lines of the transfer: the products with a quantity. */
export function lignesDe(quantites: Quantites) {
  return Object.entries(quantites)
    .filter(([, texte]) => sansRefus(texte) && Number(texte) > 0)
    .map(([produitId, texte]) => ({ produitId, quantite: Number(texte) }));
}

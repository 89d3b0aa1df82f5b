const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Checks that a text is a UUID, of any version (RFC 9562).
 *
 * @param valeur an id that a client sent
 */
export function estUuid(valeur: string): boolean {
  return UUID.test(valeur);
}

/**
 * Reads the UUID key of what a till creates (Vente, Panier, SessionCaisse…) out of its opaque GraphQL ID.
 *
 * @param id an id that a client sent
 * @returns the key in lower case, as the database writes it, or null when no row can have that id
 */
export function enUuid(id: string): string | null {
  return estUuid(id) ? id.toLowerCase() : null;
}

/**
 * Reads the small integer key of a Produit, a Magasin or a Caisse out of its opaque GraphQL ID.
 *
 * @param id an id that a client sent
 * @returns the key, or null when no row can have that id
 */
export function enCle(id: string): number | null {
  if (!/^[1-9][0-9]{0,9}$/.test(id)) return null;
  const cle = Number(id);
  return cle <= 2_147_483_647 ? cle : null;
}

import type { ReadOnlyDatabase } from '../databases.ts';

interface Product {
  produit: number;
  quantite: number;
  prix: number;
}

interface Place {
  session: string;
  caisse: number;
  magasin: number;
}

/** A receipt, as far as its cart decides it. */
export interface SoldCart extends Place {
  id: string;
  panierId: string;
  day: string;
  lines: (Product & { tps: string | undefined; tvq: string | undefined })[];
}

/** A status of a product, from a day on. */
interface Dated {
  taxe: string;
  effetDu: string;
  statut: string;
}

/** A cart as it is kept. */
export interface Cart extends Place {
  id: string;
  statut: string;
  sale: string | null;
  lines: (Product & { statuts: Dated[] })[];
}

export function readSoldCarts(
  vente: ReadOnlyDatabase,
  ids: readonly string[],
): Promise<SoldCart[]> {
  return vente.query<SoldCart>(
    `SELECT v.id, v.panier_id AS "panierId", v.jour::text AS day, v.session_caisse_id AS session,
       v.caisse_id AS caisse, v.magasin_id AS magasin, coalesce((
         SELECT jsonb_agg(jsonb_build_object('produit', produit_id, 'quantite', quantite, 'prix', prix_unitaire,
           'tps', statut_tps, 'tvq', statut_tvq))
         FROM ligne_vente l WHERE l.vente_id = v.id), '[]') AS lines
     FROM vente v WHERE v.id = ANY ($1::uuid[])`,
    [ids],
  );
}

export function readCarts(panier: ReadOnlyDatabase, ids: readonly string[]): Promise<Cart[]> {
  return panier.query<Cart>(
    `SELECT p.id, p.statut, p.gel_vente_id AS sale, p.session_caisse_id AS session, p.caisse_id AS caisse,
       p.magasin_id AS magasin, coalesce((
         SELECT jsonb_agg(jsonb_build_object('produit', produit_id, 'quantite', quantite, 'prix', prix_unitaire,
           'statuts', coalesce(statuts, jsonb_build_array(
             jsonb_build_object('taxe', 'TPS', 'effetDu', '0001-01-01', 'statut', statut_tps),
             jsonb_build_object('taxe', 'TVQ', 'effetDu', '0001-01-01', 'statut', statut_tvq)))))
         FROM ligne_panier l WHERE l.panier_id = p.id), '[]') AS lines
     FROM panier p WHERE p.id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** What a tax does to a product on a day: the latest status that has begun. */
export function statusOn(statuts: readonly Dated[], taxe: string, day: string): string | undefined {
  return statuts
    .filter((dated) => dated.taxe === taxe && dated.effetDu <= day)
    .reduce<Dated | undefined>(
      (last, d) => (last && last.effetDu > d.effetDu ? last : d),
      undefined,
    )?.statut;
}

import { waitFor } from '@caisse/subgraph-kit/test';

import { caissierDe } from '../../support/identites.ts';

import { envoyer } from './graphql.ts';
import type { Hasard } from './hasard.ts';
import type { Systeme } from './systeme.ts';

/** An open till. Several clients may share one. */
export interface Caisse {
  id: number;
  magasinId: number;
  sessionId: string;
}

/** Products that the harness adds to the demo: 20 of everyday, in such quantity that they never lack. */
export const COURANTS = Array.from({ length: 20 }, (_, i) => 6 + i);
const STOCK_COURANT = 1_000_000;

/** Price of a product of the harness, in cents, and whether it is taxed. */
export const prixDe = (produitId: number) => 100 + 37 * (produitId % 50);
export const estTaxe = (produitId: number) => produitId % 2 === 1;

const OUVRIR = /* GraphQL */ `
  mutation Ouvrir($input: OuvrirSessionCaisseInput!) {
    ouvrirSessionCaisse(input: $input) {
      __typename
      ... on SessionCaisse {
        id
      }
    }
  }
`;

/** Opens the ten tills of the demo, two per store, through the router, and brings in the everyday goods. */
export async function ouvrirCaisses(systeme: Systeme): Promise<Caisse[]> {
  for (const magasinId of [1, 2, 3, 4, 5]) {
    await approvisionner(systeme, magasinId, COURANTS, STOCK_COURANT);
  }
  const ouvrir = async (id: number): Promise<Caisse> => {
    const input = { caisseId: String(id), fondDeCaisse: 10_000 };
    const magasinId = Math.ceil(id / 2);
    const session = await waitFor(
      async () => {
        const { data } = await envoyer<{ ouvrirSessionCaisse: { id?: string } }>(
          systeme.url,
          OUVRIR,
          { input },
          await systeme.identites.entetesDe(caissierDe(magasinId)),
        );
        return data?.ouvrirSessionCaisse.id;
      },
      { timeoutMs: 120_000, intervalMs: 200 },
    );
    return { id, magasinId, sessionId: session };
  };
  return Promise.all(Array.from({ length: 10 }, (_, i) => ouvrir(i + 1)));
}

/** Adds products to the catalogue, and their opening stock to a place, as the demo does: by a movement. */
export async function approvisionner(
  { base }: Systeme,
  magasinId: number,
  produits: readonly number[],
  quantite: number,
): Promise<void> {
  const lignes = produits.map((id) => ({
    id,
    prix: prixDe(id),
    statut: estTaxe(id) ? 'TAXABLE' : 'DETAXE',
  }));
  await base.sql(
    'produit',
    `WITH p AS (SELECT * FROM jsonb_to_recordset($1) AS p (id integer, prix integer, statut text)),
          faits AS (INSERT INTO produit (id, nom, description, prix, categorie_id)
                    SELECT id, 'Article ' || id, '', prix, 1 FROM p ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO statut_fiscal (produit_id, taxe, effet_du, statut)
     SELECT p.id, t.taxe, '1991-01-01', p.statut FROM p JOIN faits USING (id)
     CROSS JOIN (VALUES ('TPS'), ('TVQ')) AS t (taxe)`,
    [JSON.stringify(lignes)],
  );
  await base.sql(
    'stock',
    `SELECT inscrire_mouvements(array_agg(ROW($1, p, $2, 0, 'OUVERTURE', NULL, NULL, NULL, 'harnais')
       ::mouvement_a_inscrire)) FROM unnest($3::integer[]) AS p`,
    [magasinId, quantite, produits],
  );
}

export interface LigneDemandee {
  produitId: number;
  quantite: number;
}

/** A filled cart that waits at a till. */
export interface Panier {
  id: string;
  caisse: Caisse;
  lignes: readonly LigneDemandee[];
  sousTotal: number;
}

/** Fills carts in the database, as the subgraph panier would: what is under test begins after them. */
export async function preparerPaniers(
  { base, magasins }: Systeme,
  hasard: Hasard,
  demandes: readonly { caisse: Caisse; lignes: readonly LigneDemandee[] }[],
): Promise<Panier[]> {
  const paniers = demandes.map(({ caisse, lignes }): Panier => {
    const sousTotal = lignes.reduce((s, l) => s + l.quantite * prixDe(l.produitId), 0);
    const id = hasard.uuid();
    magasins.set(id, caisse.magasinId);
    return { id, caisse, lignes, sousTotal };
  });
  for (let debut = 0; debut < paniers.length; debut += 200) {
    const lot = paniers.slice(debut, debut + 200).map(({ id, caisse, lignes }) => ({
      ...{ id, session: caisse.sessionId, caisse: caisse.id, magasin: caisse.magasinId },
      lignes: lignes.map((l, rang) => ({
        position: rang + 1,
        ...{ ...l, prix: prixDe(l.produitId), statut: estTaxe(l.produitId) ? 'TAXABLE' : 'DETAXE' },
      })),
    }));
    await base.sql(
      'panier',
      `SELECT creer_panier(p.id, p.session, p.caisse, p.magasin, 'harnais')
       FROM jsonb_to_recordset($1) AS p (id uuid, session uuid, caisse integer, magasin integer)`,
      [JSON.stringify(lot)],
    );
    await base.sql(
      'panier',
      `INSERT INTO ligne_panier (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statut_tps, statut_tvq)
       SELECT p.id, l."produitId", l.position, 'Article ' || l."produitId", l.quantite, l.prix, l.statut, l.statut
       FROM jsonb_to_recordset($1) AS p (id uuid, lignes jsonb), jsonb_to_recordset(p.lignes) AS l
         ("produitId" integer, position integer, quantite integer, prix integer, statut text)`,
      [JSON.stringify(lot)],
    );
  }
  return paniers;
}

/** One to five products, or as told, in a random order. */
export function lignesAuHasard(
  hasard: Hasard,
  produits = COURANTS,
  de = 1,
  a = 5,
): LigneDemandee[] {
  const nombre = hasard.entre(de, a);
  const choisis = new Set<number>();
  while (choisis.size < nombre) choisis.add(hasard.choisir(produits));
  return [...choisis].map((produitId) => ({ produitId, quantite: hasard.entre(1, 3) }));
}

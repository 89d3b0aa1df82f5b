import type {
  IssueAjout,
  IssueQuantite,
  IssueRenouvellement,
  IssueVidage,
} from '../domain/issues.ts';
import type { CopieProduit, Panier } from '../domain/panier.ts';
import type { Renouvellement } from '../domain/renouvellement.ts';
import { type EnJson, lireIssue, lirePanier, type PanierJson } from './json.ts';
import type { PrismaClient } from './prisma.ts';

/**
 * Reads and changes carts. Each change is one call of a database function, which answers with the cart; its
 * `magasinId` is the only store whose carts may be changed, null: any.
 *
 * @param jour business day on which carts are changed; null: today, by the database's clock
 */
export function panierRepository(prisma: PrismaClient, jour: () => string | null = () => null) {
  return {
    /** The carts of the given ids with their lines, in no order; unknown ids are absent. One statement. */
    async parIds(ids: readonly string[]): Promise<Panier[]> {
      const lignes = await prisma.$queryRaw<{ panier: PanierJson }[]>`
        /* panier.parIds */
        SELECT panier_en_json(p) AS panier FROM panier p WHERE p.id = ANY (${[...ids]}::uuid[])`;
      return lignes.map(({ panier }) => lirePanier(panier));
    },

    /** Creates an empty cart, unless its id exists; answers with the cart that has the id. */
    async creer(
      nouveau: Pick<Panier, 'id' | 'sessionCaisseId' | 'caisseId' | 'magasinId'>,
      requestId: string,
    ): Promise<Panier> {
      const { id, sessionCaisseId, caisseId, magasinId } = nouveau;
      const lignes = await prisma.$queryRaw<{ panier: PanierJson }[]>`
        /* panier.creer */
        SELECT creer_panier(${id}::uuid, ${sessionCaisseId}::uuid, ${caisseId}::int, ${magasinId}::int,
          ${requestId}) AS panier`;
      return lirePanier(seule(lignes).panier);
    },

    /** Adds to the line of a product, or makes the line; an addition with an id adds once. */
    async ajouter(
      id: string,
      produitId: number,
      quantite: number,
      { nomProduit, prixUnitaire, statuts }: CopieProduit,
      ajoutId: string | null,
      magasinId: number | null,
    ): Promise<IssueAjout> {
      const lignes = await prisma.$queryRaw<{ issue: EnJson<IssueAjout> }[]>`
        /* panier.ajouter */
        SELECT ajouter_ligne(${id}::uuid, ${produitId}::int, ${quantite}::int, ${nomProduit},
          ${prixUnitaire}::int, ${JSON.stringify(statuts)}::jsonb, ${ajoutId}::uuid, ${magasinId}::int,
          ${jour()}::date) AS issue`;
      return lireIssue<IssueAjout>(seule(lignes).issue);
    },

    /** Sets the quantity of a line; zero removes it. */
    async fixerQuantite(
      id: string,
      produitId: number,
      quantite: number,
      magasinId: number | null,
    ): Promise<IssueQuantite> {
      const lignes = await prisma.$queryRaw<{ issue: EnJson<IssueQuantite> }[]>`
        /* panier.fixerQuantite */
        SELECT fixer_quantite(${id}::uuid, ${produitId}::int, ${quantite}::int, ${magasinId}::int,
          ${jour()}::date) AS issue`;
      return lireIssue<IssueQuantite>(seule(lignes).issue);
    },

    /** Puts a new cart in the place of another, unless its lines are not those that were read any more. */
    async renouveler(
      { ancien, nouveau, lignes, changements }: Renouvellement,
      requestId: string,
    ): Promise<IssueRenouvellement> {
      const { id, sessionCaisseId, caisseId, magasinId } = nouveau;
      const resultats = await prisma.$queryRaw<{ issue: EnJson<IssueRenouvellement> }[]>`
        /* panier.renouveler */
        SELECT renouveler_panier(${ancien.id}::uuid, ${id}::uuid, ${sessionCaisseId}::uuid, ${caisseId}::int,
          ${magasinId}::int, ${JSON.stringify(ancien.lignes)}::jsonb, ${JSON.stringify(lignes)}::jsonb,
          ${JSON.stringify(changements)}::jsonb, ${requestId}) AS issue`;
      return lireIssue<IssueRenouvellement>(seule(resultats).issue);
    },

    /** Removes every line. */
    async vider(id: string, magasinId: number | null): Promise<IssueVidage> {
      const lignes = await prisma.$queryRaw<{ issue: EnJson<IssueVidage> }[]>`
        /* panier.vider */
        SELECT vider_panier(${id}::uuid, ${magasinId}::int, ${jour()}::date) AS issue`;
      return lireIssue<IssueVidage>(seule(lignes).issue);
    },
  };
}

export type PanierRepository = ReturnType<typeof panierRepository>;

function seule<Ligne>([ligne]: Ligne[]): Ligne {
  if (ligne === undefined) throw new Error('A function of the database answered nothing');
  return ligne;
}

import { type Page, pageOf, type PageRequest, sqlStateOf } from '@caisse/subgraph-kit';

import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { SaisieCheckout } from '../domain/empreinte.ts';
import type { RefusVente } from '../domain/refus.ts';
import type {
  PanierFige,
  Recu,
  Vente,
  VenteEnCompensation,
  VenteEnDoute,
} from '../domain/vente.ts';
import { chargeVenteValidee } from './charges.ts';
import { compteVentes } from './compte-ventes.ts';
import { Prisma, type PrismaClient } from './prisma.ts';
import { enVente, type LigneVenteSql, premiereVente, type VenteJson } from './vente-json.ts';

/** Who asks, for the rows and the events that the request leaves. */
export interface Origine {
  requestId: string;
  traceId: string;
}

/** A checkout that asks for the lease of its sale. */
export interface DemandeVente extends SaisieCheckout, Origine {
  empreinte: string;
  /** Who sells. */
  employeId: string | null;
  /** The only store that they sell in; null: any. */
  magasinId: number | null;
  /** True once per request of the till: somebody stands there. */
  premiere: boolean;
}

/** A sale that a cashier gives up. */
export type DemandeAbandon = Origine & Pick<DemandeVente, 'employeId' | 'magasinId'>;

/** ABANDONNEE: the caller holds the lease, and has to give back what the sale took. */
export type Abandon =
  { issue: 'ABANDONNEE'; vente: VenteEnCompensation } | { issue: 'CONNUE'; vente: Vente };

/** NOUVELLE and REPRISE: the caller holds the lease, and the sale is his to finish. */
export type ReclamationVente =
  { issue: 'NOUVELLE' | 'REPRISE'; vente: VenteEnDoute } | { issue: 'EXISTANTE'; vente: Vente };

/** Sort keys of the list of sales: instant (ISO 8601, milliseconds), id. */
export type CleVente = readonly [creeLe: string, id: string];

/** What the list of sales is narrowed by. */
export interface FiltreVentes {
  magasinId: number | null;
  sessionCaisseId: string | null;
  page: PageRequest<CleVente>;
  /** Whether to count all matches as well, in the same statement. */
  compter: boolean;
}

export type PageVentes = Page<Vente> & { totalCount: number };

export type VenteRepository = ReturnType<typeof venteRepository>;

/**
 * Reads and moves sales: each step is one statement, which commits by itself.
 *
 * @param auditAuDela total in cents above which a sale leaves an entry of the audit log
 */
export function venteRepository(prisma: PrismaClient, auditAuDela: Montant) {
  return {
    /** Takes the sale of that id, new or abandoned, or tells who it is. */
    async reclamer(id: string, demande: DemandeVente, bailMs: number): Promise<ReclamationVente> {
      const [ligne] = await prisma.$queryRaw<
        [{ reclamation: { issue: ReclamationVente['issue']; vente: VenteJson } }]
      >`
        /* vente.reclamer */
        SELECT reclamer_vente(${id}::uuid, ${JSON.stringify(demande)}::jsonb, ${bailMs}::int) AS reclamation`;
      const { issue, vente } = ligne.reclamation;
      // reclamer_vente gives a lease on sales in doubt only.
      return { issue, vente: enVente(vente) } as ReclamationVente;
    },

    /** Gives the sale of that id up, whoever works on it; what was sold stays sold. */
    async abandonner(id: string, demande: DemandeAbandon, bailMs: number): Promise<Abandon> {
      const [ligne] = await prisma.$queryRaw<
        [{ abandon: { issue: Abandon['issue']; vente: VenteJson } }]
      >`
        /* vente.abandonner */
        SELECT abandonner_vente(${id}::uuid, ${JSON.stringify(demande)}::jsonb, ${bailMs}::int) AS abandon`;
      const { issue, vente } = ligne.abandon;
      return { issue, vente: enVente(vente) } as Abandon;
    },

    /**
     * The commit point: the receipt, its number, its event, and the entry of the audit log of a large sale.
     *
     * @param sansCaisse whether no till waits for it
     * @returns the sale, or null when the lease was lost; PANIER_VENDU when another sale has the cart
     */
    async valider(
      vente: VenteEnDoute,
      panier: PanierFige,
      recu: Recu,
      sansCaisse: boolean,
    ): Promise<Vente | 'PANIER_VENDU' | null> {
      const { sessionCaisseId, caisseId, magasinId } = panier;
      const complet = { ...recu, sessionCaisseId, caisseId, magasinId, sansCaisse };
      const charge = chargeVenteValidee(panier, recu);
      try {
        return premiereVente(
          await prisma.$queryRaw<LigneVenteSql[]>`
            /* vente.valider */
            SELECT v AS vente, CASE WHEN ${recu.total > auditAuDela} THEN inscrire_vente(v) END
            FROM valider_vente(${vente.id}::uuid, ${vente.bail.epoch}::int,
              ${JSON.stringify(complet)}::jsonb, ${JSON.stringify(charge)}::jsonb) AS v`,
        );
      } catch (erreur) {
        if (estPanierVendu(erreur)) return 'PANIER_VENDU';
        throw erreur;
      }
    },

    /**
     * Decides the refusal, before what the sale took is given back. Repeating it under the same lease,
     * after a lost answer, gives the same.
     *
     * @returns the sale, or null when the lease was lost
     */
    async commencerCompensation(vente: VenteEnDoute, refus: RefusVente): Promise<Vente | null> {
      return premiereVente(
        await prisma.$queryRaw<LigneVenteSql[]>`
          /* vente.commencerCompensation */
          UPDATE vente SET etat = 'EN_COMPENSATION', refus = ${JSON.stringify(refus)}::jsonb
          WHERE id = ${vente.id}::uuid AND etat IN ('EN_COURS', 'EN_COMPENSATION')
            AND bail_epoch = ${vente.bail.epoch}
          RETURNING vente_json(vente) AS vente`,
      );
    },

    /**
     * Ends a refused sale, once everything is given back.
     *
     * @returns the sale, or null when the lease was lost
     */
    async refuser(vente: VenteEnDoute): Promise<Vente | null> {
      return premiereVente(
        await prisma.$queryRaw<LigneVenteSql[]>`
          /* vente.refuser */
          UPDATE vente SET etat = 'REFUSEE'
          WHERE id = ${vente.id}::uuid AND etat = 'EN_COMPENSATION' AND bail_epoch = ${vente.bail.epoch}
          RETURNING vente_json(vente) AS vente`,
      );
    },

    /** The sales of the given ids, in any state and in no order; unknown ids are absent. */
    async parIds(ids: readonly string[]): Promise<Vente[]> {
      const lignes = await prisma.$queryRaw<LigneVenteSql[]>`
        /* vente.parIds */
        SELECT vente_json(v) AS vente FROM vente v WHERE v.id = ANY (${[...ids]}::uuid[])`;
      return lignes.map(({ vente }) => enVente(vente));
    },

    /** A page of the receipts, the latest first, counted on demand, in one statement. */
    async lister({ magasinId, sessionCaisseId, page, compter }: FiltreVentes): Promise<PageVentes> {
      const filtre = Prisma.join(
        [
          Prisma.sql`v.numero IS NOT NULL`,
          ...(magasinId === null ? [] : [Prisma.sql`v.magasin_id = ${magasinId}`]),
          ...(sessionCaisseId === null
            ? []
            : [Prisma.sql`v.session_caisse_id = ${sessionCaisseId}::uuid`]),
        ],
        ' AND ',
      );
      const apres = page.after
        ? Prisma.sql`AND (v.cree_le, v.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`
        : Prisma.empty;
      const total = compter ? compteVentes({ magasinId, sessionCaisseId }) : Prisma.sql`0`;
      // The left join keeps one row for the count when the page is empty.
      const lignes = await prisma.$queryRaw<{ total: number; vente: VenteJson | null }[]>`
        /* vente.lister */
        SELECT ${total} AS total, page.vente
        FROM (VALUES (1)) AS une (ligne)
        LEFT JOIN (
          SELECT v.cree_le, v.id, vente_json(v) AS vente FROM vente v WHERE ${filtre} ${apres}
          ORDER BY v.cree_le DESC, v.id DESC LIMIT ${page.first + 1}
        ) AS page ON true
        ORDER BY page.cree_le DESC, page.id DESC`;
      const ventes = lignes.flatMap(({ vente }) => (vente ? [enVente(vente)] : []));
      const cleDe = ({ creeLe, id }: Vente): CleVente => [creeLe.toISOString(), id];
      return { ...pageOf(ventes, page, cleDe), totalCount: lignes[0]?.total ?? 0 };
    },
  };
}

/** What the unique index `vente_panier` says: trying again gives the same. */
function estPanierVendu(erreur: unknown): boolean {
  return sqlStateOf(erreur) === '23505' && String(erreur).includes('vente_panier');
}

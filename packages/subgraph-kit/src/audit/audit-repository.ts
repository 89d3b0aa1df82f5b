import { type Page, pageOf, readPageRequest } from '../graphql/pagination.ts';
import type { Acteur } from './acteur.ts';

/** An entry of the audit log as the API gives it. */
export interface EntreeAudit {
  id: string;
  numero: number;
  instant: Date;
  action: string;
  employeId: string | null;
  role: string | null;
  magasinId: string | null;
  requestId: string;
  cible: string;
  /** JSON text. */
  avant: string | null;
  apres: string | null;
  empreinte: string;
}

interface Ligne {
  numero: bigint;
  instant: Date;
  action: string;
  acteur: Acteur;
  cible: string;
  avant: unknown;
  apres: unknown;
  empreinte: string;
}

/** Runs SQL with numbered parameters: Prisma's `$queryRawUnsafe`. */
type Query = <Row>(sql: string, ...values: unknown[]) => Promise<Row[]>;

const PAGE = /* SQL */ `
  /* audit.lister */
  SELECT numero, instant, action, acteur, cible, avant, apres, encode(empreinte, 'hex') AS empreinte
  FROM audit WHERE $1::bigint IS NULL OR numero < $1::bigint
  ORDER BY numero DESC LIMIT $2::int`;
const TOTAL = /* SQL */ `/* audit.compter */ SELECT count(*)::int AS total FROM audit`;

/**
 * Reads the audit log of a service, the newest entry first.
 *
 * @param service whose log it is: the ids of its entries begin with it
 * @param query of the service's own database
 */
export function auditRepository(service: string, query: Query) {
  return {
    /** @throws PublicError REQUETE_INVALIDE on a page size out of range or a foreign cursor */
    async lister(args: {
      first?: number | null;
      after?: string | null;
    }): Promise<Page<EntreeAudit> & { totalCount: number }> {
      const request = readPageRequest(args, isKeys);
      const [lignes, [total]] = await Promise.all([
        query<Ligne>(PAGE, request.after?.[0] ?? null, request.first + 1),
        query<{ total: number }>(TOTAL),
      ]);
      const entrees = lignes.map((ligne) => entree(service, ligne));
      return {
        ...pageOf(entrees, request, ({ numero }) => [numero] as const),
        totalCount: total?.total ?? 0,
      };
    },
  };
}

export type AuditRepository = ReturnType<typeof auditRepository>;

function isKeys(keys: readonly unknown[]): keys is readonly [number] {
  return keys.length === 1 && Number.isSafeInteger(keys[0]);
}

function entree(service: string, { acteur, ...ligne }: Ligne): EntreeAudit {
  return {
    id: `${service}-${ligne.numero}`,
    numero: Number(ligne.numero),
    instant: ligne.instant,
    action: ligne.action,
    employeId: acteur.employe ?? null,
    role: acteur.role ?? null,
    magasinId: acteur.magasin === undefined ? null : String(acteur.magasin),
    requestId: acteur.requete,
    cible: ligne.cible,
    avant: ligne.avant === null ? null : JSON.stringify(ligne.avant),
    apres: ligne.apres === null ? null : JSON.stringify(ligne.apres),
    empreinte: ligne.empreinte,
  };
}

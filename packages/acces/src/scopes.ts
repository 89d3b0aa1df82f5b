import type { Role } from './roles.ts';

/**
 * The rights that schemas name, and whose they are. What any employee may do has no scope: its fields are
 * `@authenticated`.
 */
const DETENTEURS = {
  /** Open and close a till, fill a cart, sell. */
  'caisse:tenir': ['CAISSIER', 'GERANT'],
  /** Cancel a sale, take goods back. */
  'vente:annuler': ['GERANT', 'ADMIN'],
  /** Look at what the system could not finish by itself, and choose how it ends. */
  'dossier:traiter': ['GERANT', 'ADMIN'],
  /** Change the catalogue and its prices. */
  'catalogue:gerer': ['ADMIN'],
  /** Move stock between places. */
  'stock:gerer': ['LOGISTIQUE', 'ADMIN'],
  /** Read turnover, reports and dashboards. */
  'rapport:lire': ['GERANT', 'ADMIN'],
  /** Hire, dismiss, give roles and new passwords. */
  'employe:gerer': ['ADMIN'],
  /** Read the audit log. */
  'audit:lire': ['ADMIN'],
  /** Read the schema of the graph. */
  'api:explorer': ['ADMIN'],
} as const satisfies Record<string, readonly Role[]>;

export type Scope = keyof typeof DETENTEURS;

/** Every scope that a role can have. */
export const SCOPES = Object.keys(DETENTEURS) as readonly Scope[];

/** The scopes of a role. */
export function scopesDe(role: Role): Scope[] {
  return SCOPES.filter((scope) => (DETENTEURS[scope] as readonly Role[]).includes(role));
}

import { SUBGRAPHS } from '../transport/transport.ts';

/** Who can sign an identity: the router for people, and each service for itself. */
export const ISSUERS = ['router', ...SUBGRAPHS] as const;
export type Issuer = (typeof ISSUERS)[number];

/** The person on whose behalf the router asks. */
export interface Employe {
  id: string;
  role: string;
  /** The store that the person belongs to; null for those who work for the whole chain. */
  magasinId: number | null;
  /** The sign-in, for the audit log and to end it. */
  connexionId: string;
}

/** Who calls a subgraph, as a signature proves it. */
export interface Identity {
  issuer: Issuer;
  /** Absent when a service calls by itself, or the person has not signed in. */
  employe?: Employe;
  /** `service:vente` for a service, the rights of the role for a person. */
  scopes: ReadonlySet<string>;
}

/** True unless nobody is known: neither a person nor a service. */
export function isAuthenticated({ employe, scopes }: Identity): boolean {
  return employe !== undefined || scopes.size > 0;
}

/** The scope that a service has by being that service. */
export const scopeOfService = (service: Issuer): string => `service:${service}`;

/** The only store that a caller reaches; null for whoever reaches all of them. */
export function ownStore({ employe }: Pick<Identity, 'employe'>): number | null {
  return employe?.magasinId ?? null;
}

/**
 * Whether a caller may reach what belongs to a store: employees of a store reach only their own.
 *
 * @param magasinId the store that the thing belongs to; null when it belongs to none
 */
export function reachesStore(identity: Identity, magasinId: number | null): boolean {
  const own = ownStore(identity);
  return own === null || own === magasinId;
}

import { enUuid } from '@caisse/subgraph-kit/domaine';

/** A sign-in lasts a working day; then one signs in again. */
export const DUREE_CONNEXION_MS = 12 * 60 * 60 * 1_000;

/** A sign-in that is open. */
export interface Connexion {
  id: string;
  expireLe: Date;
}

/** Which secret opened a sign-in. */
export type Moyen = 'MOT_DE_PASSE' | 'NIP';

/** A sign-in as its person sees it. */
export interface ConnexionVue extends Connexion {
  courante: boolean;
  moyen: Moyen | null;
  /** What the client called itself. */
  agent: string | null;
  adresse: string | null;
  ouverteLe: Date;
  vueLe: Date;
}

/** When a sign-in that begins now ends. */
export function finDeConnexion(maintenant: Date): Date {
  return new Date(maintenant.getTime() + DUREE_CONNEXION_MS);
}

/**
 * When a token that is made now ends: never after its sign-in. Whole seconds, as a JWT has them.
 *
 * @param dureeMs life of a token
 */
export function finDeJeton(maintenant: Date, dureeMs: number, connexion: Connexion): Date {
  const fin = Math.min(maintenant.getTime() + dureeMs, connexion.expireLe.getTime());
  return new Date(Math.floor(fin / 1_000) * 1_000);
}

/** What a renewal token holds: its sign-in, and a secret that serves once. */
export interface Renouvellement {
  connexionId: string;
  secret: string;
}

export function ecrireRenouvellement({ connexionId, secret }: Renouvellement): string {
  return `${connexionId}.${secret}`;
}

/** Reads a renewal token. @returns null when it cannot be one of ours */
export function lireRenouvellement(jeton: string): Renouvellement | null {
  const [id = '', secret = '', ...reste] = jeton.split('.');
  const connexionId = enUuid(id);
  if (connexionId === null || reste.length > 0 || !/^[\w-]{43}$/.test(secret)) return null;
  return { connexionId, secret };
}

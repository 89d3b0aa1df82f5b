import type { RequestContext } from '../context.ts';

/** Who did something, as the audit log keeps it. */
export interface Acteur {
  /** Number of the employee; absent for who has not signed in. */
  employe?: string;
  role?: string;
  /** Store of an employee who belongs to one. */
  magasin?: number;
  /** The sign-in. */
  connexion?: string;
  /** The service that acts by itself. */
  service?: string;
  requete: string;
}

/** Who makes a request. */
export function acteurDe({
  identity: { employe, issuer },
  requestId,
}: Pick<RequestContext, 'identity' | 'requestId'>): Acteur {
  if (employe) {
    return {
      employe: employe.id,
      role: employe.role,
      ...(employe.magasinId !== null && { magasin: employe.magasinId }),
      connexion: employe.connexionId,
      requete: requestId,
    };
  }
  return { ...(issuer !== 'router' && { service: issuer }), requete: requestId };
}

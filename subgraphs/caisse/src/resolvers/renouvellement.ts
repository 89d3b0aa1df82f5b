import type { Context } from '../context.ts';
import type { Authentification } from '../use-cases/authentification.ts';

/**
 * Leaves the renewal token to the router where the client keeps it out of the reach of its scripts.
 *
 * @returns the same, without the token then
 */
export function rangerRenouvellement(
  { client, aside }: Context,
  resultat: Authentification,
): Authentification {
  if (!client.keepsRenewal) return resultat;
  aside['renewal'] = {
    token: resultat.jetonRenouvellement,
    endsAt: resultat.connexionExpireLe.getTime(),
  };
  return { ...resultat, jetonRenouvellement: '' };
}

/** Tells the router that the renewal token it keeps is worth nothing any more. */
export function oublierRenouvellement({ client, aside }: Context): void {
  if (client.keepsRenewal) aside['renewal'] = null;
}

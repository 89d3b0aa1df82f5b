import { scopesDe } from '@caisse/acces';

import type { Context } from '../context.ts';
import type { Authentification } from '../use-cases/authentification.ts';

/**
 * Takes the person who has just proved who they are as the caller for the rest of the answer: what it says of them
 * asks for somebody known.
 */
export function reconnaitre<Resultat extends { __typename: string }>(
  context: Context,
  resultat: Authentification | Resultat,
): Authentification | Resultat {
  if (estAuthentification(resultat)) {
    const { id, role, magasinId, motDePasseProvisoire } = resultat.employe;
    context.identity = {
      issuer: context.identity.issuer,
      employe: { id: String(id), role, magasinId, connexionId: resultat.connexionId },
      scopes: new Set(motDePasseProvisoire ? [] : scopesDe(role)),
    };
    return ranger(context, resultat);
  }
  return resultat;
}

/** Leaves the renewal token to the router where the client keeps it out of the reach of its scripts. */
function ranger({ client, aside }: Context, resultat: Authentification): Authentification {
  if (!client.keepsRenewal) return resultat;
  aside['renewal'] = {
    token: resultat.jetonRenouvellement,
    endsAt: resultat.connexionExpireLe.getTime(),
  };
  return { ...resultat, jetonRenouvellement: '' };
}

function estAuthentification(resultat: { __typename: string }): resultat is Authentification {
  return resultat.__typename === 'Authentification';
}

import { scopesDe } from '@caisse/acces';

import type { Context } from '../context.ts';
import type { Authentification } from '../use-cases/authentification.ts';
import { rangerRenouvellement } from './renouvellement.ts';

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
    return rangerRenouvellement(context, resultat);
  }
  return resultat;
}

function estAuthentification(resultat: { __typename: string }): resultat is Authentification {
  return resultat.__typename === 'Authentification';
}

import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import { type Echec, echec } from '@caisse/subgraph-kit/domaine';

import type { Rotation } from '../data/connexion-repository.ts';
import { lireRenouvellement } from '../domain/connexion.ts';
import type { Employe } from '../domain/employe.ts';
import { type Authentification, authentifier, type DependancesJetons } from './authentification.ts';

interface Dependances
  extends Pick<RequestContext, 'requestId' | 'identity' | 'client'>, DependancesJetons {
  maintenant: () => Date;
  connexions: {
    renouveler(rotation: Rotation): Promise<{ employe: Employe; expireLe: Date } | null>;
    fermerSiRejoue(rejeu: Omit<Rotation, 'nouveau'>, acteur: Acteur): Promise<boolean>;
  };
}

/** The sign-in is not open, or the token not in force. */
interface ConnexionFermee extends Echec<'ConnexionFermee'> {
  /** Not shown: the token had served, and the sign-in was closed for it. */
  rejeu: boolean;
}

/**
 * Gives a new token against the renewal token in force, which serves once. One that has served closes the sign-in:
 * two hold it. Who names none shows the one that their browser keeps.
 */
export async function renouvelerJeton(
  dependances: Dependances,
  saisie: { jetonRenouvellement?: string | null | undefined },
): Promise<Authentification | ConnexionFermee> {
  const { jetons, connexions, client } = dependances;
  const presente = lireRenouvellement(saisie.jetonRenouvellement ?? client.renewal ?? '');
  if (!presente) return fermee(false);
  const { connexionId } = presente;
  const maintenant = dependances.maintenant();
  const servi = jetons.condenser(presente.secret);
  const secret = jetons.nouveauSecret();
  const rotation = { connexionId, servi, nouveau: jetons.condenser(secret), maintenant };
  const renouvelee = await connexions.renouveler(rotation);
  if (!renouvelee) {
    const rejeu = { connexionId, servi, maintenant };
    return fermee(await connexions.fermerSiRejoue(rejeu, acteurDe(dependances)));
  }
  const connexion = { id: connexionId, expireLe: renouvelee.expireLe };
  return authentifier(dependances, renouvelee.employe, { connexion, secret, maintenant });
}

function fermee(rejeu: boolean): ConnexionFermee {
  const message = "Cette connexion n'existe plus. Connectez-vous de nouveau.";
  return { ...echec('ConnexionFermee', message), rejeu };
}

import { acteurDe, type RequestContext } from '@caisse/subgraph-kit';

import type { Compte } from '../domain/employe.ts';
import { type Connecte, connecteDe } from './connecte.ts';
import { type DependancesPreuve, type Preuve, prouver } from './prouver.ts';

export interface DependancesSoiMeme
  extends Pick<RequestContext, 'requestId' | 'identity'>, DependancesPreuve {
  comptes: DependancesPreuve['comptes'] & {
    parConnexion(employeId: number, connexionId: string, instant: Date): Promise<Compte | null>;
  };
}

/**
 * Verifies the password of the person who calls, asked for again before their secrets change: a token may have been
 * left on a screen.
 *
 * @returns the account and its sign-in, or the refusal, also when the sign-in was closed meanwhile
 */
export async function prouverSoiMeme(
  dependances: DependancesSoiMeme,
  motDePasse: string,
): Promise<Preuve & Pick<Connecte, 'connexionId'>> {
  const connecte = connecteDe(dependances.identity);
  const trouve =
    connecte &&
    (await dependances.comptes.parConnexion(
      connecte.employeId,
      connecte.connexionId,
      dependances.maintenant(),
    ));
  const preuve = await prouver(dependances, trouve, {
    empreinte: trouve?.motDePasse ?? null,
    secret: motDePasse,
    acteur: acteurDe(dependances),
  });
  return { ...preuve, connexionId: connecte?.connexionId ?? '' };
}

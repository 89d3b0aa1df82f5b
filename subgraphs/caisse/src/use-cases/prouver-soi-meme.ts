import { acteurDe, type RequestContext } from '@caisse/subgraph-kit';

import type { Compte } from '../domain/employe.ts';
import { placesDuMotDePasse, type Place } from '../domain/places.ts';
import { type Connecte, connecteDe } from './connecte.ts';
import { type DependancesPreuve, type Preuve, prouver } from './prouver.ts';

export interface DependancesSoiMeme
  extends Pick<RequestContext, 'requestId' | 'identity' | 'client'>, DependancesPreuve {
  comptes: {
    parConnexion(employeId: number, connexionId: string, instant: Date): Promise<Compte | null>;
  };
}

/** Tries of one person in hand at once. */
const ENSEMBLE = 3;

/**
 * Verifies the password of the person who calls, asked for again before their secrets change: a token may have been
 * left on a screen.
 *
 * @returns the account and its sign-in, or the refusal, also when the sign-in was closed meanwhile; and where it
 *   counted
 */
export async function prouverSoiMeme(
  dependances: DependancesSoiMeme,
  motDePasse: string,
): Promise<Preuve & Pick<Connecte, 'connexionId'> & { places: readonly [Place, ...Place[]] }> {
  const { identity, client, comptes } = dependances;
  const connecte = connecteDe(identity);
  const trouve =
    connecte &&
    (await comptes.parConnexion(
      connecte.employeId,
      connecte.connexionId,
      dependances.maintenant(),
    ));
  const moi = `personne:${identity.employe?.id ?? ''}` as const;
  const places = placesDuMotDePasse(trouve?.identifiant ?? '', moi, true);
  const preuve = await prouver(dependances, trouve, {
    ...{ sorte: 'MOT_DE_PASSE', secret: motDePasse, places },
    empreinte: trouve?.motDePasse ?? null,
    files: [{ nom: moi, maximum: ENSEMBLE }],
    adresse: client.address,
    acteur: acteurDe(dependances),
  });
  return { ...preuve, places, connexionId: connecte?.connexionId ?? '' };
}

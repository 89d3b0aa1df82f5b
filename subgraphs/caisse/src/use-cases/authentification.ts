import type { RequestContext } from '@caisse/subgraph-kit';

import {
  type Connexion,
  ecrireRenouvellement,
  finDeConnexion,
  finDeJeton,
} from '../domain/connexion.ts';
import type { Ouverture } from '../data/connexion-repository.ts';
import type { Compte, Employe } from '../domain/employe.ts';
import { type DependancesPreuve, type PreuveRefusee, refuserApresCoup } from './prouver.ts';

/** What a person who is signed in gets. */
export interface Authentification {
  __typename: 'Authentification';
  /** Not shown: who calls, for the rest of the answer. */
  connexionId: string;
  jeton: string;
  expireLe: Date;
  jetonRenouvellement: string;
  connexionExpireLe: Date;
  employe: Employe;
}

export interface DependancesJetons {
  /** Life of a token. */
  dureeJetonMs: number;
  jetons: {
    signer(
      employe: Employe,
      connexionId: string,
      periode: { maintenant: Date; expireLe: Date },
    ): Promise<string>;
    nouveauSecret(): string;
    condenser(secret: string): Buffer;
  };
}

export interface DependancesOuverture
  extends
    Pick<DependancesPreuve, 'maintenant' | 'essais'>,
    DependancesJetons,
    Pick<RequestContext, 'requestId' | 'client'> {
  /** Makes a UUIDv7. */
  nouvelId: () => string;
  connexions: { ouvrir(ouverture: Ouverture): Promise<Employe | null> };
}

/**
 * Opens a sign-in of a person whose secret was right.
 *
 * @param preuve the secret that was shown
 * @param action what the audit log calls it
 * @param acteur who acts; null when it is that person, whom nobody signed in before
 */
export async function ouvrirConnexion(
  dependances: DependancesOuverture,
  { id: employeId }: Compte,
  { preuve, action, acteur }: Pick<Ouverture, 'preuve' | 'action' | 'acteur'>,
): Promise<Authentification | PreuveRefusee> {
  const { jetons, connexions, requestId, nouvelId, client } = dependances;
  const maintenant = dependances.maintenant();
  const connexion = { id: nouvelId(), expireLe: finDeConnexion(maintenant) };
  const secret = jetons.nouveauSecret();
  const employe = await connexions.ouvrir({
    ...{ employeId, preuve, action, connexion, maintenant, acteur, requestId, client },
    renouvellement: jetons.condenser(secret),
  });
  if (!employe) return refuserApresCoup(dependances, preuve.places);
  return authentifier(dependances, employe, { connexion, secret, maintenant });
}

/**
 * Signs what a person gets for an open sign-in.
 *
 * @param secret of the renewal token in force
 */
export async function authentifier(
  { dureeJetonMs, jetons }: DependancesJetons,
  employe: Employe,
  { connexion, secret, maintenant }: { connexion: Connexion; secret: string; maintenant: Date },
): Promise<Authentification> {
  const expireLe = finDeJeton(maintenant, dureeJetonMs, connexion);
  return {
    __typename: 'Authentification',
    connexionId: connexion.id,
    jeton: await jetons.signer(employe, connexion.id, { maintenant, expireLe }),
    expireLe,
    jetonRenouvellement: ecrireRenouvellement({ connexionId: connexion.id, secret }),
    connexionExpireLe: connexion.expireLe,
    employe,
  };
}

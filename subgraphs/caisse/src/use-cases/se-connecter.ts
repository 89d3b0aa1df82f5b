import { acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import { saisieInvalide, type SaisieInvalide } from '@caisse/subgraph-kit/domaine';

import { type Compte, normaliserIdentifiant } from '../domain/employe.ts';
import { verifierPreuve } from '../domain/secrets.ts';
import {
  type Authentification,
  type DependancesOuverture,
  ouvrirConnexion,
} from './authentification.ts';
import { type DependancesPreuve, type PreuveRefusee, prouver } from './prouver.ts';

export type ResultatConnexion = Authentification | PreuveRefusee | SaisieInvalide;

export interface DependancesConnexion
  extends Pick<RequestContext, 'identity'>, DependancesPreuve, DependancesOuverture {
  comptes: DependancesPreuve['comptes'] & {
    parIdentifiant(identifiant: string): Promise<Compte | null>;
  };
}

/** Signs a person in by identifier and password. */
export async function seConnecter(
  dependances: DependancesConnexion,
  saisie: { identifiant: string; motDePasse: string },
): Promise<ResultatConnexion> {
  const champs = verifierPreuve(saisie);
  if (champs.length > 0) return saisieInvalide(champs);
  const identifiant = normaliserIdentifiant(saisie.identifiant);
  const trouve = await dependances.comptes.parIdentifiant(identifiant);
  const preuve = await prouver(dependances, trouve, {
    empreinte: trouve?.motDePasse ?? null,
    secret: saisie.motDePasse,
    acteur: acteurDe(dependances),
  });
  if (!preuve.compte) return preuve.refus;
  const { compte, empreinte } = preuve;
  const montree = { secret: 'MOT_DE_PASSE', empreinte } as const;
  return ouvrirConnexion(dependances, compte, {
    preuve: montree,
    action: 'CONNEXION',
    acteur: null,
  });
}

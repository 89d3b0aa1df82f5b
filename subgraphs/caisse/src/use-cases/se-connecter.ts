import { acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import { saisieInvalide, type SaisieInvalide } from '@caisse/subgraph-kit/domaine';

import type { CompteEtVenue } from '../data/compte-repository.ts';
import { normaliserIdentifiant } from '../domain/employe.ts';
import { placesDuMotDePasse, sourceDe } from '../domain/places.ts';
import { verifierPreuve } from '../domain/secrets.ts';
import {
  type Authentification,
  type DependancesOuverture,
  ouvrirConnexion,
} from './authentification.ts';
import { type DependancesPreuve, type PreuveRefusee, prouver } from './prouver.ts';

export type ResultatConnexion = Authentification | PreuveRefusee | SaisieInvalide;

export interface DependancesConnexion
  extends Pick<RequestContext, 'identity' | 'client'>, DependancesPreuve, DependancesOuverture {
  comptes: {
    parIdentifiant(
      identifiant: string,
      venue: Pick<RequestContext['client'], 'address' | 'device'>,
    ): Promise<CompteEtVenue | null>;
  };
}

/** Tries of one address in hand at once: a whole store that signs in behind it. */
const ENSEMBLE = 20;

/** Signs a person in by identifier and password. */
export async function seConnecter(
  dependances: DependancesConnexion,
  saisie: { identifiant: string; motDePasse: string },
): Promise<ResultatConnexion> {
  const champs = verifierPreuve(saisie);
  if (champs.length > 0) return saisieInvalide(champs);
  const { client, identity, comptes } = dependances;
  const identifiant = normaliserIdentifiant(saisie.identifiant);
  const trouve = await comptes.parIdentifiant(identifiant, client);
  const moi = identity.employe?.id;
  const source = sourceDe({
    adresse: client.address,
    appareilConnu: trouve?.appareilConnu ? client.device : undefined,
    soiMeme: trouve && moi === String(trouve.compte.id) ? moi : undefined,
  });
  const places = placesDuMotDePasse(identifiant, source, trouve?.adresseConnue ?? false);
  const preuve = await prouver(dependances, trouve?.compte ?? null, {
    ...{ sorte: 'MOT_DE_PASSE', secret: saisie.motDePasse, places },
    empreinte: trouve?.compte.motDePasse ?? null,
    files: [{ nom: source, maximum: ENSEMBLE }],
    adresse: client.address,
    acteur: acteurDe(dependances),
  });
  if (!preuve.compte) return preuve.refus;
  const { compte, empreinte } = preuve;
  return ouvrirConnexion(dependances, compte, {
    preuve: { secret: 'MOT_DE_PASSE', empreinte, places },
    action: 'CONNEXION',
    acteur: null,
  });
}

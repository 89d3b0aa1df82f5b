import { acteurDe, notAuthenticated, reachesStore } from '@caisse/subgraph-kit';
import { saisieInvalide } from '@caisse/subgraph-kit/domaine';

import { normaliserIdentifiant } from '../domain/employe.ts';
import { placesDuNip } from '../domain/places.ts';
import { verifierNip, verifierPreuve } from '../domain/secrets.ts';
import { ouvrirConnexion } from './authentification.ts';
import { prouver } from './prouver.ts';
import type { DependancesConnexion, ResultatConnexion } from './se-connecter.ts';

/** Tries in hand at once: of one person at a till, and of one store. */
const ENSEMBLE = { personne: 3, magasin: 10 } as const;

/**
 * Hands a till over to another employee of its store, by their PIN, or unlocks its screen by one's own. It opens a
 * sign-in of that employee, and leaves the caller's as it is. Who is of another store is as unknown as nobody.
 */
export async function changerEmploye(
  dependances: DependancesConnexion,
  saisie: { identifiant: string; nip: string },
): Promise<ResultatConnexion> {
  const champs = [
    ...verifierPreuve({ identifiant: saisie.identifiant }),
    ...verifierNip(saisie.nip),
  ];
  if (champs.length > 0) return saisieInvalide(champs);
  const { client, identity, comptes } = dependances;
  const { employe } = identity;
  if (!employe) throw notAuthenticated();
  const identifiant = normaliserIdentifiant(saisie.identifiant);
  const lu = (await comptes.parIdentifiant(identifiant, client))?.compte ?? null;
  const trouve = lu && lu.magasinId !== null && reachesStore(identity, lu.magasinId) ? lu : null;
  const acteur = acteurDe(dependances);
  const places = placesDuNip(identifiant, employe.id, employe.magasinId ?? 0);
  const preuve = await prouver(dependances, trouve, {
    ...{ sorte: 'NIP', secret: saisie.nip, places, acteur },
    empreinte: trouve?.nip ?? null,
    files: [
      { nom: `personne:${employe.id}`, maximum: ENSEMBLE.personne },
      { nom: `magasin:${employe.magasinId}`, maximum: ENSEMBLE.magasin },
    ],
    adresse: client.address,
  });
  if (!preuve.compte) return preuve.refus;
  const { compte, empreinte } = preuve;
  return ouvrirConnexion(dependances, compte, {
    preuve: { secret: 'NIP', empreinte, places },
    action: String(compte.id) === acteur.employe ? 'DEVERROUILLAGE' : 'CHANGEMENT_EMPLOYE',
    acteur,
  });
}

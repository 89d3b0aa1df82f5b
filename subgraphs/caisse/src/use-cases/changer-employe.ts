import { acteurDe, requireStore } from '@caisse/subgraph-kit';
import { saisieInvalide } from '@caisse/subgraph-kit/domaine';

import { normaliserIdentifiant } from '../domain/employe.ts';
import { verifierNip, verifierPreuve } from '../domain/secrets.ts';
import { ouvrirConnexion } from './authentification.ts';
import { prouver } from './prouver.ts';
import type { DependancesConnexion, ResultatConnexion } from './se-connecter.ts';

/**
 * Hands a till over to another employee of its store, by their PIN, or unlocks its screen by one's own. It opens a
 * sign-in of that employee, and leaves the caller's as it is.
 *
 * @throws PublicError INTERDIT for an employee who is not of the caller's store
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
  const identifiant = normaliserIdentifiant(saisie.identifiant);
  const trouve = await dependances.comptes.parIdentifiant(identifiant);
  if (trouve) requireStore(dependances.identity, trouve.magasinId);
  const acteur = acteurDe(dependances);
  const preuve = await prouver(dependances, trouve, {
    empreinte: trouve?.nip ?? null,
    secret: saisie.nip,
    acteur,
  });
  if (!preuve.compte) return preuve.refus;
  const { compte, empreinte } = preuve;
  return ouvrirConnexion(dependances, compte, {
    preuve: { secret: 'NIP', empreinte },
    action: String(compte.id) === acteur.employe ? 'DEVERROUILLAGE' : 'CHANGEMENT_EMPLOYE',
    acteur,
  });
}

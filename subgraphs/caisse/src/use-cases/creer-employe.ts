import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import {
  type Echec,
  echec,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { NouvelEmploye } from '../data/employe-repository.ts';
import { type Employe, normaliserIdentifiant, verifierIdentifiant } from '../domain/employe.ts';
import { type DependancesFiche, type FicheSaisie, lireFiche } from './fiche-saisie.ts';
import { type DependancesMotDePasse, verifierNouveauMotDePasse } from './nouveau-mot-de-passe.ts';

interface Dependances
  extends Pick<RequestContext, 'requestId' | 'identity'>, DependancesFiche, DependancesMotDePasse {
  hachage: { hacher(secret: string): Promise<string> };
  employes: { creer(nouveau: NouvelEmploye, acteur: Acteur): Promise<Employe | null> };
}

/** Writes a new employee down. */
export async function creerEmploye(
  dependances: Dependances,
  saisie: FicheSaisie & { identifiant: string; motDePasse: string },
): Promise<
  { __typename: 'Employe'; employe: Employe } | Echec<'IdentifiantPris'> | SaisieInvalide
> {
  const identifiant = normaliserIdentifiant(saisie.identifiant);
  const { fiche, champs } = await lireFiche(dependances, saisie);
  const refuses = [
    ...verifierIdentifiant(identifiant),
    ...champs,
    ...(await verifierNouveauMotDePasse(dependances, 'motDePasse', saisie.motDePasse, {
      ...fiche,
      identifiant,
    })),
  ];
  if (refuses.length > 0) return saisieInvalide(refuses);
  const motDePasse = await dependances.hachage.hacher(saisie.motDePasse);
  const nouveau = { ...fiche, identifiant, motDePasse };
  const employe = await dependances.employes.creer(nouveau, acteurDe(dependances));
  return employe
    ? { __typename: 'Employe', employe }
    : echec('IdentifiantPris', `L'identifiant ${identifiant} est celui d'un autre employé.`);
}

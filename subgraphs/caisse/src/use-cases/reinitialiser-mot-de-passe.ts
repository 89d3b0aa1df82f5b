import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import {
  type Echec,
  enCle,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { Employe } from '../domain/employe.ts';
import { employeIntrouvable } from './employe-introuvable.ts';
import { type DependancesMotDePasse, verifierNouveauMotDePasse } from './nouveau-mot-de-passe.ts';

interface Dependances
  extends Pick<RequestContext, 'requestId' | 'identity'>, DependancesMotDePasse {
  maintenant: () => Date;
  hachage: { hacher(secret: string): Promise<string> };
  employes: { parIds(ids: readonly number[]): Promise<Employe[]> };
  secrets: {
    reinitialiser(
      employeId: number,
      motDePasse: string,
      maintenant: Date,
      acteur: Acteur,
    ): Promise<Employe | null>;
  };
}

/** Gives an employee another password, for the next sign-in alone: what they had, and whoever waits, is gone. */
export async function reinitialiserMotDePasse(
  dependances: Dependances,
  saisie: { employeId: string; motDePasse: string },
): Promise<
  { __typename: 'Employe'; employe: Employe } | Echec<'EmployeIntrouvable'> | SaisieInvalide
> {
  const id = enCle(saisie.employeId);
  const [connu] = id === null ? [] : await dependances.employes.parIds([id]);
  if (!connu) return employeIntrouvable(saisie.employeId);
  const champs = await verifierNouveauMotDePasse(
    dependances,
    'motDePasse',
    saisie.motDePasse,
    connu,
  );
  if (champs.length > 0) return saisieInvalide(champs);
  const employe = await dependances.secrets.reinitialiser(
    connu.id,
    await dependances.hachage.hacher(saisie.motDePasse),
    dependances.maintenant(),
    acteurDe(dependances),
  );
  return employe ? { __typename: 'Employe', employe } : employeIntrouvable(saisie.employeId);
}

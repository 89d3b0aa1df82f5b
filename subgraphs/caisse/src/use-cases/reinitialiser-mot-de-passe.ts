import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import {
  type Echec,
  enCle,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { Employe } from '../domain/employe.ts';
import { verifierMotDePasse } from '../domain/secrets.ts';
import { employeIntrouvable } from './employe-introuvable.ts';

interface Dependances extends Pick<RequestContext, 'requestId' | 'identity'> {
  maintenant: () => Date;
  hachage: { hacher(secret: string): Promise<string> };
  secrets: {
    reinitialiser(
      employeId: number,
      motDePasse: string,
      maintenant: Date,
      acteur: Acteur,
    ): Promise<Employe | null>;
  };
}

/** Gives an employee another password: what they had, and whatever locked them out, is gone. */
export async function reinitialiserMotDePasse(
  dependances: Dependances,
  saisie: { employeId: string; motDePasse: string },
): Promise<
  { __typename: 'Employe'; employe: Employe } | Echec<'EmployeIntrouvable'> | SaisieInvalide
> {
  const champs = verifierMotDePasse('motDePasse', saisie.motDePasse);
  if (champs.length > 0) return saisieInvalide(champs);
  const id = enCle(saisie.employeId);
  const empreinte = id === null ? null : await dependances.hachage.hacher(saisie.motDePasse);
  const employe =
    id !== null && empreinte !== null
      ? await dependances.secrets.reinitialiser(
          id,
          empreinte,
          dependances.maintenant(),
          acteurDe(dependances),
        )
      : null;
  return employe ? { __typename: 'Employe', employe } : employeIntrouvable(saisie.employeId);
}

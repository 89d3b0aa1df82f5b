import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import {
  type Echec,
  echec,
  enCle,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { Modification } from '../data/employe-repository.ts';
import type { Employe } from '../domain/employe.ts';
import { employeIntrouvable } from './employe-introuvable.ts';
import { type DependancesFiche, type FicheSaisie, lireFiche } from './fiche-saisie.ts';

/** Somebody else changed the employee meanwhile. */
export interface EmployeModifie extends Echec<'EmployeModifie'> {
  employe: Employe;
}

export type ResultatModification =
  | { __typename: 'Employe'; employe: Employe }
  | Echec<'EmployeIntrouvable'>
  | EmployeModifie
  | Echec<'DernierAdmin'>
  | SaisieInvalide;

interface Dependances extends Pick<RequestContext, 'requestId' | 'identity'>, DependancesFiche {
  maintenant: () => Date;
  employes: {
    parIds(ids: readonly number[]): Promise<Employe[]>;
    modifier(
      voulu: Modification,
      maintenant: Date,
      acteur: Acteur,
    ): Promise<Employe | null | 'DERNIER_ADMIN'>;
  };
}

/** Changes an employee from the version that was read. Their sign-ins end when their rights change. */
export async function modifierEmploye(
  dependances: Dependances,
  saisie: FicheSaisie & { id: string; version: number; actif: boolean },
): Promise<ResultatModification> {
  const { employes, maintenant } = dependances;
  const id = enCle(saisie.id);
  if (id === null) return employeIntrouvable(saisie.id);
  const { fiche, champs } = await lireFiche(dependances, saisie);
  if (champs.length > 0) return saisieInvalide(champs);
  const modifie = await employes.modifier(
    { id, version: saisie.version, actif: saisie.actif, ...fiche },
    maintenant(),
    acteurDe(dependances),
  );
  if (modifie === 'DERNIER_ADMIN') {
    return echec('DernierAdmin', "C'est le dernier administrateur actif : il doit le rester.");
  }
  if (modifie) return { __typename: 'Employe', employe: modifie };
  const [actuel] = await employes.parIds([id]);
  if (!actuel) return employeIntrouvable(saisie.id);
  const message = "Quelqu'un d'autre a modifié cette fiche entre-temps.";
  return { ...echec('EmployeModifie', message), employe: actuel };
}

import { type Echec, echec } from '@caisse/subgraph-kit/domaine';

/** Nobody has that number. */
export function employeIntrouvable(id: string): Echec<'EmployeIntrouvable'> {
  return echec('EmployeIntrouvable', `Aucun employé ne porte le numéro ${id}.`);
}

import type { Employe } from '../domain/employe.ts';

/** The member of a result union that a use-case gave. */
export function employeOuEchec<Echec extends { __typename: string }>(
  resultat: { __typename: 'Employe'; employe: Employe } | Echec,
): ({ __typename: 'Employe' } & Employe) | Echec {
  return estEmploye(resultat) ? { __typename: 'Employe', ...resultat.employe } : resultat;
}

function estEmploye(resultat: {
  __typename: string;
}): resultat is { __typename: 'Employe'; employe: Employe } {
  return resultat.__typename === 'Employe';
}

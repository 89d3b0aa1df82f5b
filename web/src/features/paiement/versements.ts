import type { Mode } from '../../shared/caisse/etat-caisse.ts';
import type { Versement } from './repartition.ts';

export type ActionVersements =
  | { type: 'ajouter'; mode: Mode }
  | { type: 'saisir'; cle: number; saisie: string }
  | { type: 'retirer'; cle: number };

export const PLUS_DE_VERSEMENTS = 10;

export function versementsInitiaux(modes: readonly Mode[]): Versement[] {
  return modes.map((mode, cle) => ({ cle, mode, saisie: '' }));
}

/** The tenders being typed: never none, never more than the contract takes. */
export function reduireVersements(etat: Versement[], action: ActionVersements): Versement[] {
  switch (action.type) {
    case 'ajouter': {
      if (etat.length >= PLUS_DE_VERSEMENTS) return etat;
      const cle = Math.max(...etat.map((v) => v.cle)) + 1;
      return [...etat, { cle, mode: action.mode, saisie: '' }];
    }
    case 'saisir':
      return etat.map((v) => (v.cle === action.cle ? { ...v, saisie: action.saisie } : v));
    case 'retirer':
      return etat.length === 1 ? etat : etat.filter((v) => v.cle !== action.cle);
  }
}

import { OperationTypeNode } from 'graphql';

import { LIMITS } from './limits.ts';
import type { Measure } from './measure.ts';
import { malformed, tooMuch } from './refusals.ts';

/** @throws PublicError LIMITE_DEPASSEE that says which limit, and what it is; REQUETE_INVALIDE for a subscription */
export function checkOperation(kind: OperationTypeNode, measure: Measure): void {
  // The gateway fails on them: no subgraph has any.
  if (kind === OperationTypeNode.SUBSCRIPTION) throw malformed('Il n’y a pas d’abonnements ici.');
  if (measure.depth > LIMITS.depth) {
    throw tooMuch(`La requête est trop profonde : au plus ${LIMITS.depth} niveaux sont acceptés.`);
  }
  if (measure.introspectionDepth > LIMITS.introspectionDepth) {
    throw tooMuch('La lecture du schéma est trop profonde.');
  }
  if (measure.aliases > LIMITS.aliases) {
    throw tooMuch(`La requête a trop d’alias : au plus ${LIMITS.aliases}.`);
  }
  if (measure.directives > LIMITS.directives) {
    throw tooMuch(`La requête a trop de directives : au plus ${LIMITS.directives}.`);
  }
  if (measure.selections > LIMITS.selections) {
    throw tooMuch(`La requête a trop de champs, fragments compris : au plus ${LIMITS.selections}.`);
  }
  if (measure.repetitions > LIMITS.repetitions) {
    throw tooMuch(`Un champ est répété au même endroit plus de ${LIMITS.repetitions} fois.`);
  }
  if (kind === OperationTypeNode.MUTATION && measure.fields > 1) {
    throw tooMuch('Une requête fait une seule mutation.');
  }
  if (measure.fields > LIMITS.rootFields) {
    throw tooMuch(`La requête a trop de champs à la racine : au plus ${LIMITS.rootFields}.`);
  }
  if (measure.cost > LIMITS.cost) {
    throw tooMuch(
      `La requête demande trop d’objets : ${measure.cost}, au plus ${LIMITS.cost}. Demandez des pages plus petites.`,
    );
  }
}

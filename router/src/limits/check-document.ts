import { type DocumentNode, Kind, visit } from 'graphql';

import { checkAlias } from './check-aliases.ts';
import { checkList, checkNumber, checkString, checkValueDepth } from './check-values.ts';
import { LIMITS } from './limits.ts';
import { tooMuch } from './refusals.ts';
import { checkName, checkVariableName } from './reserved-names.ts';

/** What a document says of itself, wherever it stands. */
export interface DocumentFacts {
  /** Variables that give the size of a page somewhere. */
  pageVariables: ReadonlySet<string>;
}

/**
 * Checks what does not depend on how fragments are spread: names and values. One pass over the document.
 *
 * @param joinedFields fields that the gateway asks for by itself
 * @throws PublicError LIMITE_DEPASSEE or REQUETE_INVALIDE
 */
export function checkDocument(
  document: DocumentNode,
  joinedFields: ReadonlySet<string>,
): DocumentFacts {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operations.length > LIMITS.operations) {
    throw tooMuch(`La requête a trop d’opérations : au plus ${LIMITS.operations}.`);
  }
  const pageVariables = new Set<string>();
  let valueDepth = 0;
  const deeper = {
    enter: () => checkValueDepth((valueDepth += 1)),
    leave: () => void (valueDepth -= 1),
  };
  visit(document, {
    OperationDefinition: ({ name }) => {
      if (name) checkName(name.value);
    },
    FragmentDefinition: ({ name }) => {
      checkName(name.value);
    },
    VariableDefinition: ({ variable }) => {
      checkVariableName(variable.name.value);
    },
    Field: (field) => {
      if (field.alias) checkName(field.alias.value);
      checkAlias(field, joinedFields);
    },
    Argument: ({ name, value }) => {
      if (name.value !== 'first') return;
      if (value.kind === Kind.VARIABLE) pageVariables.add(value.name.value);
      else if (value.kind === Kind.INT) checkPage(Number(value.value));
    },
    ObjectField: ({ name }) => checkName(name.value),
    ObjectValue: deeper,
    ListValue: {
      enter: ({ values }) => {
        checkList(values.length);
        deeper.enter();
      },
      leave: deeper.leave,
    },
    StringValue: ({ value }) => checkString(value),
    IntValue: ({ value }) => checkNumber(Number(value)),
    FloatValue: ({ value }) => checkNumber(Number(value)),
  });
  return { pageVariables };
}

/** @throws PublicError LIMITE_DEPASSEE */
export function checkPage(size: number): void {
  if (size > LIMITS.page) {
    throw tooMuch(`Une page a au plus ${LIMITS.page} éléments : first demande plus.`);
  }
}

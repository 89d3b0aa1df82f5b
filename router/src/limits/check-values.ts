import { LIMITS } from './limits.ts';
import { malformed, tooMuch } from './refusals.ts';
import { checkName } from './reserved-names.ts';

/**
 * Checks the variables of a request, whatever the schema makes of them: how deep, how many, how long, and nothing
 * that a database or a prototype would choke on.
 *
 * @throws PublicError LIMITE_DEPASSEE or REQUETE_INVALIDE
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  let count = 0;
  const check = (value: unknown, depth: number): void => {
    count += 1;
    if (count > LIMITS.values) {
      throw tooMuch(`Les variables ont trop de valeurs : au plus ${LIMITS.values}.`);
    }
    if (typeof value === 'string') checkString(value);
    else if (typeof value === 'number') checkNumber(value);
    else if (value !== null && typeof value === 'object') {
      checkValueDepth(depth);
      if (Array.isArray(value)) {
        checkList(value.length);
        for (const item of value) check(item, depth + 1);
      } else {
        for (const [key, item] of Object.entries(value)) {
          checkName(key);
          check(item, depth + 1);
        }
      }
    }
  };
  check(variables, 0);
}

export function checkValueDepth(depth: number): void {
  if (depth > LIMITS.valueDepth) {
    throw tooMuch(`Une valeur est trop imbriquée : au plus ${LIMITS.valueDepth} niveaux.`);
  }
}

export function checkList(length: number): void {
  if (length > LIMITS.listLength) {
    throw tooMuch(`Une liste est trop longue : au plus ${LIMITS.listLength} éléments.`);
  }
}

export function checkString(text: string): void {
  if (text.length > LIMITS.stringLength) {
    throw tooMuch(`Un texte est trop long : au plus ${LIMITS.stringLength} caractères.`);
  }
  if (text.includes('\0')) throw malformed('Un texte contient un caractère nul.');
  if (/\p{Surrogate}/u.test(text)) throw malformed('Un texte contient la moitié d’un caractère.');
}

/** Beyond it, numbers are no longer exact. */
export function checkNumber(value: number): void {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw malformed('Un nombre est hors de portée.');
  }
}

import type { ChampInvalide } from './echecs.ts';

/**
 * What no stored text holds: control characters, lone surrogates, what is private or no character, line separators,
 * and all that shows nothing or changes the order of what is shown (zero width, bidirectional overrides, fillers).
 * The two that say how an emoji looks are spared.
 */
const INTERDITS =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}]|(?!\u{fe0e}|\u{fe0f})\p{Default_Ignorable_Code_Point}/u;

/** The same, but for the end of a line. */
const INTERDITS_SAUF_LIGNE = new RegExp(`(?!\\n)(?:${INTERDITS.source})`, 'u');

/** What shows nothing where it is allowed: spaces, the empty Braille cell, what modifies nothing. */
const BLANCS = /\s|\u{2800}|\u{fe0e}|\u{fe0f}/gu;

/** How one text is read. */
interface Regles {
  /** Path of the field in the input. */
  champ: string;
  /** What the person calls it, with its article and a capital: « Le nom ». */
  designation: string;
  /** Characters that the person counts; 0 lets it be empty. */
  minimum: 0 | 1;
  maximum: number;
  /** Whether it may have several lines. */
  lignes?: boolean;
}

/**
 * Reads a text that will be stored: composed (NFC), without spaces around it, and refused when it holds what its
 * reader would not see. A text that shows nothing is an empty one.
 *
 * @param saisie as typed
 * @returns the text to store, and the refused field: none when all is well
 */
export function lireTexte(
  saisie: string,
  { champ, designation, minimum, maximum, lignes = false }: Regles,
): { texte: string; champs: ChampInvalide[] } {
  const brut = (lignes ? saisie.replace(/\r\n?/g, '\n') : saisie).normalize('NFC').trim();
  const refuser = (message: string) => ({ texte: brut, champs: [{ champ, message }] });

  const interdit = (lignes ? INTERDITS_SAUF_LIGNE : INTERDITS).exec(brut)?.[0];
  if (interdit !== undefined) {
    return refuser(
      `${designation} contient un caractère qui ne se voit pas (${nommer(interdit)}). Effacez le texte, puis saisissez-le de nouveau.`,
    );
  }
  const texte = brut.replace(BLANCS, '') === '' ? '' : brut;
  const longueur = Array.from(texte).length;
  if (longueur < minimum || longueur > maximum) {
    const borne = maximum.toLocaleString('fr-CA');
    return refuser(
      minimum === 0
        ? `${designation} dépasse ${borne} caractères.`
        : `${designation} doit compter de ${minimum} à ${borne} caractères.`,
    );
  }
  return { texte, champs: [] };
}

/**
 * A text that is searched for, and not stored: compatibility forms become plain ones, what shows nothing becomes a
 * space.
 *
 * @param saisie as typed or scanned
 */
export function lireRecherche(saisie: string): string {
  return saisie
    .normalize('NFKC')
    .replace(new RegExp(INTERDITS.source, 'gu'), ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A character by its code point, since it cannot be shown: U+200B. */
function nommer(caractere: string): string {
  const code = caractere.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

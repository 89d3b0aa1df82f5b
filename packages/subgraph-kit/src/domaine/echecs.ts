/**
 * Expected failures are data (docs/adr): a member of the mutation's result union, never a thrown error.
 */
export interface Echec<TypeName extends string = string> {
  __typename: TypeName;
  /** Stable ASCII code for programs. */
  code: string;
  /** French sentence for the person at the till. */
  message: string;
}

/** A refused input field: its path in the input (`lignes.0.quantite`) and the reason in French. */
export interface ChampInvalide {
  champ: string;
  message: string;
}

/** One or several fields of the input were refused. */
export interface SaisieInvalide extends Echec<'SaisieInvalide'> {
  champs: ChampInvalide[];
}

/**
 * Makes an expected failure; the code is the type's name in SCREAMING_SNAKE.
 *
 * @param typename the GraphQL type of the failure, a member of the result union
 * @param message French sentence for the person at the till
 */
export function echec<TypeName extends string>(
  typename: TypeName,
  message: string,
): Echec<TypeName> {
  const code = typename.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  return { __typename: typename, code, message };
}

/**
 * Makes the failure for refused input fields.
 *
 * @param champs at least one field with its reason
 */
export function saisieInvalide(champs: ChampInvalide[]): SaisieInvalide {
  const message =
    champs.length === 1
      ? (champs[0]?.message ?? '')
      : `${champs.length} valeurs sont à corriger : ${champs.map((c) => c.message).join(' ')}`;
  return { ...echec('SaisieInvalide', message), champs };
}

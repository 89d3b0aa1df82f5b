type Reponse =
  | { __typename: 'IdentifiantsRefuses'; message: string }
  | { __typename: 'CompteVerrouille'; message: string; reessayerDansS: number }
  | {
      __typename: 'SaisieInvalide';
      message: string;
      champs: { champ: string; message: string }[];
    };

/** Why one's own password or PIN did not change: the field at fault with its reason, or the delay to wait. */
export type Refus = { champs: { champ: string; message: string }[]; delaiS: number };

/** @param motDePasse the field of the password that proves who one is, and what to say when it is wrong */
export function lireRefus(reponse: Reponse, motDePasse: { champ: string; message: string }): Refus {
  if (reponse.__typename === 'CompteVerrouille') {
    return { champs: [], delaiS: reponse.reessayerDansS };
  }
  const champs = reponse.__typename === 'SaisieInvalide' ? reponse.champs : [motDePasse];
  return { champs, delaiS: 0 };
}

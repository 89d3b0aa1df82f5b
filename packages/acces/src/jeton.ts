/** How the tokens of the local sign-in are made: caisse signs them, the router verifies them. */
export const JETON = {
  emetteur: 'caisse',
  audience: 'caisse-multi',
  /** Type in the token's header: no identity between services passes for a person's token, nor the reverse. */
  type: 'jeton+jwt',
} as const;

/** What such a token says of its bearer, beside `sub`, the number of the employee. */
export interface ChargeJeton {
  role: string;
  /** The store of an employee who belongs to one. */
  magasin?: number;
  /** The sign-in. */
  sid: string;
  /** The password is to be changed before anything else. */
  provisoire?: true;
}

/** What a sign-in gives, as the server says it. The renewal token is not there: the browser keeps it from scripts. */
export type Authentification = {
  /** Names the sign-in in this browser, and its renewal token among its cookies. */
  cle: string;
  jeton: string;
  /** ISO 8601. */
  expireLe: string;
};

/** The tokens of this tab. */
export type Jetons = {
  /** A renewal keeps it, another person's sign-in changes it. */
  cle: string;
  /** How often the tokens were renewed on this tab. */
  rang: number;
  jeton: string;
  /** When a request must renew them first: ms, by the clock of this machine. */
  renouvelerDes: number;
};

/** A request that leaves with a token this near its end could arrive after it. */
const MARGE_MS = 30_000;
/** A clock that is wrong makes tokens look short: they are not renewed at each request for that. */
const DUREE_MIN_MS = 60_000;

export function jetonsDe(
  { cle, jeton, expireLe }: Authentification,
  { rang, maintenant }: { rang: number; maintenant: number },
): Jetons {
  const duree = Date.parse(expireLe) - maintenant - MARGE_MS;
  const renouvelerDes = maintenant + Math.max(DUREE_MIN_MS, duree);
  return { cle, rang, jeton, renouvelerDes };
}

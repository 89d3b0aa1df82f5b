/** What a sign-in gives, as the server says it. */
export type Authentification = {
  jeton: string;
  /** ISO 8601. */
  expireLe: string;
  jetonRenouvellement: string;
};

/** The tokens of this tab. */
export type Jetons = {
  /** Names the sign-in in this browser: a renewal keeps it, another sign-in changes it. */
  cle: string;
  /** How often the tokens were renewed. Of two tabs that share a sign-in, the higher has the good ones. */
  rang: number;
  jeton: string;
  jetonRenouvellement: string;
  /** When a request must renew them first: ms, by the clock of this machine. */
  renouvelerDes: number;
};

/** A request that leaves with a token this near its end could arrive after it. */
const MARGE_MS = 30_000;
/** A clock that is wrong makes tokens look short: they are not renewed at each request for that. */
const DUREE_MIN_MS = 60_000;

export function jetonsDe(
  { jeton, expireLe, jetonRenouvellement }: Authentification,
  sorte: { cle: string; rang: number; maintenant: number },
): Jetons {
  const { cle, rang, maintenant } = sorte;
  const duree = Date.parse(expireLe) - maintenant - MARGE_MS;
  const renouvelerDes = maintenant + Math.max(DUREE_MIN_MS, duree);
  return { cle, rang, jeton, jetonRenouvellement, renouvelerDes };
}

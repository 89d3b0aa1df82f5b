/** Where wrong secrets are counted: what waits is the place that fails, not the account that it fails on. */
export interface Place {
  /** Names it; kept as a digest only. */
  nom: string;
  /** Failures in a row that are forgiven; the next one waits. */
  libres: number;
  /** A place without failures for so long begins again. */
  oubliS: number;
}

/** From where somebody tries. */
export type Source = `personne:${string}` | `appareil:${string}` | `adresse:${string}`;

/** What is known of who tries to sign in as somebody. */
export interface Venue {
  /** Network of the client, if it is known. */
  adresse: string | undefined;
  /** The browser, if that account is at home there. */
  appareilConnu: string | undefined;
  /** Somebody is signed in already, and it is the same person. */
  soiMeme: string | undefined;
}

const JOUR_S = 24 * 3_600;

/** Failures on one account from all places that it does not know, in a day, before those have to take turns. */
const LIBRES_AILLEURS = 99;

/**
 * From where a password is tried: by the sign-in, then the device, then the network. A colleague beside somebody,
 * or a stranger far away, fails in another place than the person does.
 */
export function sourceDe({ adresse, appareilConnu, soiMeme }: Venue): Source {
  if (soiMeme !== undefined) return `personne:${soiMeme}`;
  if (appareilConnu !== undefined) return `appareil:${appareilConnu}`;
  return `adresse:${adresse ?? 'inconnue'}`;
}

/** The place of an account and of who tries it: the first, by which a try counts or does not. */
function surCompte(identifiant: string, source: Source): Place {
  return { nom: `compte ${identifiant} ${source}`, libres: 4, oubliS: JOUR_S };
}

/**
 * The places where a wrong password counts.
 *
 * @param chezSoi the account was signed in from there before
 */
export function placesDuMotDePasse(
  identifiant: string,
  source: Source,
  chezSoi: boolean,
): readonly [Place, ...Place[]] {
  const ici = surCompte(identifiant, source);
  if (chezSoi || !source.startsWith('adresse:')) return [ici];
  return [ici, { nom: `ailleurs ${identifiant}`, libres: LIBRES_AILLEURS, oubliS: JOUR_S }];
}

/** The places where a wrong PIN counts: on that account, by that person, in that store. */
export function placesDuNip(
  identifiant: string,
  personne: string,
  magasin: number,
): readonly [Place, ...Place[]] {
  return [
    surCompte(identifiant, `personne:${personne}`),
    { nom: `nips de la personne ${personne}`, libres: 9, oubliS: 3_600 },
    { nom: `nips du magasin ${magasin}`, libres: 59, oubliS: 3_600 },
  ];
}

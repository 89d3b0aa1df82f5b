/** A GTIN in any of its lengths: GTIN-8, GTIN-12 (UPC-A), GTIN-13 (EAN-13), GTIN-14. */
const GTIN = /^(?:\d{8}|\d{12,14})$/;

/** What a scanner sends before the data when it names the symbology (ISO/IEC 15424): `]E0`, `]C1`, `]d2`… */
const AIM = /^\](?<symbologie>[A-Za-z])(?<variante>[0-9A-Za-z])(?<donnees>.*)$/s;

/** Symbologies whose data is GS1 element strings. */
const GS1 = new Set(['C1', 'e0', 'e1', 'e2', 'd2', 'Q3', 'J1']);

/** Ends an element of variable length (FNC1). */
const SEPARATEUR = '\u001d';

/** Length of the elements that end without a separator, identifier included (GS1 General Specifications, 7.8.5). */
const LONGUEURS: readonly (readonly [identifiant: RegExp, longueur: number])[] = [
  [/^00/, 20],
  [/^0[1-3]/, 16],
  [/^04/, 18],
  [/^1[1-9]/, 8],
  [/^20/, 4],
  [/^3[1-6]/, 10],
  [/^41/, 16],
];

/**
 * A code as it is compared: GTIN-14, so that UPC-A, EAN-13, GTIN-14 and what a scanner puts before them name one
 * product. What is not a GTIN (a number of the house, a word) is left as it is, without its symbology. The check
 * digit is the scanner's to verify; a code that was stored with a wrong one must still be found.
 *
 * @param saisie as typed, scanned or stored
 */
export function normaliserCode(saisie: string): string {
  const code = lireCode(saisie.normalize('NFKC').trim());
  return GTIN.test(code) ? code.padStart(14, '0') : code;
}

/** Whether a code is a GTIN, in any form: then it names one product and is no part of a name. */
export function estGtin(saisie: string): boolean {
  return /^\d{14}$/.test(normaliserCode(saisie));
}

function lireCode(texte: string): string {
  const { symbologie = '', variante = '', donnees = '' } = AIM.exec(texte)?.groups ?? {};
  if (symbologie === '') return /^\(01\)(\d{14})/.exec(texte)?.[1] ?? texte;
  if (GS1.has(symbologie + variante)) return gtinDesElements(donnees) ?? donnees;
  // An EAN-13 followed by the digits beside it, as on a magazine.
  return symbologie === 'E' && variante === '3' ? donnees.slice(0, 13) : donnees;
}

/** The trade item of GS1 element strings: the element 01, wherever it stands. */
function gtinDesElements(donnees: string): string | null {
  let reste = donnees;
  while (reste !== '') {
    const gtin = /^01(\d{14})/.exec(reste)?.[1];
    if (gtin !== undefined) return gtin;
    const fixe = LONGUEURS.find(([identifiant]) => identifiant.test(reste))?.[1];
    const fin = fixe ?? reste.indexOf(SEPARATEUR);
    if (fin < 0) return null;
    reste = reste.slice(fin);
    if (reste.startsWith(SEPARATEUR)) reste = reste.slice(1);
  }
  return null;
}

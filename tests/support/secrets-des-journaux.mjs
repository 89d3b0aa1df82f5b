// What must never stand in a log, and how to find it.
import { readFileSync } from 'node:fs';

/** Names of fields whose value is a secret, in JSON and in GraphQL. */
const CHAMPS = [
  ...['motDePasse', 'mot_de_passe', 'ancien', 'nouveau', 'nip', 'jeton', 'jetonRenouvellement'],
  ...['password', 'authorization', 'x-identity', 'IDENTITY_PRIVATE_KEY', 'numeroCarte'],
].join('|');

/** @type {readonly (readonly [quoi: string, motif: RegExp])[]} */
const MOTIFS = [
  ['a token', /eyJ[\w-]{6,}\.eyJ[\w-]{6,}/g],
  ['the hash of a password', /\$argon2(?:id|i|d)\$/g],
  // What every Ed25519 key begins with, as PKCS#8 in DER and base64.
  ['a private key', /MC4CAQAwBQYDK2VwBCIEI|-----BEGIN [A-Z ]*PRIVATE KEY/g],
  ['the password of a database', /\bpostgres(?:ql)?:\/\/[^\s:@/"]+:[^\s@/"]+@/g],
  // A quote may be escaped: a text within a text. What is hidden begins with a bracket.
  [
    'the value of a secret field',
    new RegExp(`\\b(?:${CHAMPS})\\\\*"?\\s*[:=]\\s*\\\\*["'](?!\\[|\\\\*["'])`, 'gi'),
  ],
  ['a card number', /\b(?:\d{4}[ -]){3}\d{4}\b/g],
];

/**
 * @typedef {object} Trouvaille
 * @property {string} quoi
 * @property {number} ligne from 1
 */

/**
 * The secrets of a text, by kind and line. Never the secret itself: what is said here ends in logs as well.
 * @param {string} texte
 * @param {readonly string[]} connus values that are secret in this run
 * @returns {Trouvaille[]}
 */
export function secretsDe(texte, connus = []) {
  const ligneDe = (/** @type {number} */ index) => texte.slice(0, index).split('\n').length;
  const vus = MOTIFS.flatMap(([quoi, motif]) =>
    [...texte.matchAll(motif)].map(({ index }) => ({ quoi, ligne: ligneDe(index) })),
  );
  for (const connu of connus) {
    for (let index = texte.indexOf(connu); index >= 0; index = texte.indexOf(connu, index + 1)) {
      vus.push({ quoi: 'a secret of this run', ligne: ligneDe(index) });
    }
  }
  return vus;
}

/**
 * Looks at all of some files.
 * @param {readonly string[]} fichiers
 * @param {readonly string[]} connus
 */
export function fouiller(fichiers, connus = []) {
  let lignes = 0;
  const fautes = fichiers.flatMap((fichier) => {
    const texte = readFileSync(fichier, 'utf8');
    lignes += texte.split('\n').length - 1;
    return secretsDe(texte, connus).map(({ quoi, ligne }) => `${fichier}:${ligne}: ${quoi}`);
  });
  return { lignes, fautes };
}

import type { ChampInvalide } from '@caisse/subgraph-kit/domaine';

const MOT_DE_PASSE_MINIMUM = 12;
const MOT_DE_PASSE_MAXIMUM = 200;
const NIP = /^\d{4,6}$/;

/**
 * A password as it is hashed: the same whatever keyboard composed its accents (NFKC, as NIST SP 800-63B advises).
 */
export function normaliserSecret(tape: string): string {
  return tape.normalize('NFKC');
}

/**
 * Checks a new password. Length is what counts (NIST SP 800-63B): no rule on kinds of characters.
 *
 * @param champ the field it was typed in
 * @returns the refused field: none when all is well
 */
export function verifierMotDePasse(champ: string, motDePasse: string): ChampInvalide[] {
  const longueur = Array.from(normaliserSecret(motDePasse)).length;
  if (longueur >= MOT_DE_PASSE_MINIMUM && longueur <= MOT_DE_PASSE_MAXIMUM) return [];
  return [{ champ, message: 'Le mot de passe doit avoir de 12 à 200 caractères.' }];
}

/** Checks the form of a PIN that somebody shows. @returns the refused field: none when all is well */
export function verifierNip(nip: string): ChampInvalide[] {
  return NIP.test(nip) ? [] : [{ champ: 'nip', message: 'Le NIP doit avoir de 4 à 6 chiffres.' }];
}

/**
 * Checks a new PIN: neither a run (1234, 9876) nor a repeat (0000, 1212, 123123), which are tried first.
 *
 * @returns the refused field: none when all is well
 */
export function verifierNouveauNip(nip: string): ChampInvalide[] {
  const forme = verifierNip(nip);
  if (forme.length > 0) return forme;
  const chiffres = Array.from(nip, Number);
  const suite = [1, -1].some((pas) =>
    chiffres.every((chiffre, rang) => rang === 0 || chiffre === (chiffres[rang - 1] ?? 0) + pas),
  );
  if (!suite && !/^(\d{1,3})\1+$/.test(nip)) return [];
  const message = 'Ce NIP est parmi les premiers qu’on essaie : ni suite, ni répétition.';
  return [{ champ: 'nip', message }];
}

/**
 * Checks what is typed to sign in, without saying anything of what exists: that it is there, and not longer than
 * any that could be right.
 *
 * @param saisie by name of the field
 * @returns the refused fields: none when all is well
 */
export function verifierPreuve(saisie: Readonly<Record<string, string>>): ChampInvalide[] {
  return Object.entries(saisie)
    .filter(([, valeur]) => valeur === '' || valeur.length > 2 * MOT_DE_PASSE_MAXIMUM)
    .map(([champ]) => ({
      champ,
      message:
        champ === 'identifiant' ? "L'identifiant est requis." : 'Le mot de passe est requis.',
    }));
}

import type { Acteur } from '@caisse/subgraph-kit';
import { type Echec, echec } from '@caisse/subgraph-kit/domaine';

import type { EchecCompte } from '../data/compte-repository.ts';
import type { Compte } from '../domain/employe.ts';
import { attenteS, estVerrouille } from '../domain/verrouillage.ts';

/** There were too many failures. */
export interface CompteVerrouille extends Echec<'CompteVerrouille'> {
  reessayerDansS: number;
}

/** The secret is not the right one, or nobody's. */
export interface IdentifiantsRefuses extends Echec<'IdentifiantsRefuses'> {
  /** Not shown: this refusal locked the account. */
  verrouillage: boolean;
}

export type PreuveRefusee = IdentifiantsRefuses | CompteVerrouille;

/** The account whose secret is right with the digest it was right against, or the refusal. */
export type Preuve = { compte: Compte; empreinte: string } | { compte: null; refus: PreuveRefusee };

export interface DependancesPreuve {
  maintenant: () => Date;
  hachage: { verifier(empreinte: string | null, secret: string): Promise<boolean> };
  comptes: {
    compterEchec(id: number | null, maintenant: Date, acteur: Acteur): Promise<EchecCompte>;
    finDuVerrou(id: number): Promise<Date | null>;
  };
}

/**
 * Verifies a secret against an account. A failure is counted, and locks the account in the end.
 *
 * @param compte whose it is; null for who does not exist: the answer is the same as for a wrong secret, and takes as long
 * @param empreinte of the secret that the account has, null for none
 * @returns the account whose secret is right, or the refusal. What is done next must still demand, in its own
 *   statement, that the account is not locked: others may fail at the same time
 */
export async function prouver(
  { maintenant, hachage, comptes }: DependancesPreuve,
  compte: Compte | null,
  { empreinte, secret, acteur }: { empreinte: string | null; secret: string; acteur: Acteur },
): Promise<Preuve> {
  const instant = maintenant();
  if (compte && estVerrouille(compte.verrouilleJusqua, instant)) {
    return { compte: null, refus: verrouille(compte.verrouilleJusqua, instant) };
  }
  const attendue = compte && empreinte;
  const bon = await hachage.verifier(attendue, secret);
  if (bon && compte && attendue !== null) return { compte, empreinte: attendue };
  const echoue = await comptes.compterEchec(compte?.id ?? null, maintenant(), acteur);
  return { compte: null, refus: selonVerrou(echoue, maintenant()) };
}

/**
 * The refusal of a right secret whose account was locked, changed or dismissed while it was verified.
 *
 * @param id of the account
 */
export async function refuserApresCoup(
  { maintenant, comptes }: Pick<DependancesPreuve, 'maintenant' | 'comptes'>,
  id: number,
): Promise<PreuveRefusee> {
  const finDuVerrou = await comptes.finDuVerrou(id);
  return selonVerrou({ verrouillage: false, finDuVerrou }, maintenant());
}

function selonVerrou({ verrouillage, finDuVerrou }: EchecCompte, instant: Date): PreuveRefusee {
  if (estVerrouille(finDuVerrou, instant)) return verrouille(finDuVerrou, instant);
  const message = "L'identifiant ou le secret n'est pas le bon.";
  return { ...echec('IdentifiantsRefuses', message), verrouillage };
}

function verrouille(jusqua: Date, instant: Date): CompteVerrouille {
  const reessayerDansS = attenteS(jusqua, instant);
  return {
    ...echec('CompteVerrouille', `Trop d'échecs. Réessayez dans ${reessayerDansS} secondes.`),
    reessayerDansS,
  };
}

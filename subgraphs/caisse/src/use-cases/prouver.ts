import type { Acteur } from '@caisse/subgraph-kit';
import { type Echec, echec } from '@caisse/subgraph-kit/domaine';

import type { EchecACompter, EchecCompte } from '../data/essai-repository.ts';
import type { File, Guichet } from '../data/guichet.ts';
import type { Hachage, Secret } from '../data/hachage.ts';
import { attenteS } from '../domain/attente.ts';
import type { Compte } from '../domain/employe.ts';
import type { Place } from '../domain/places.ts';

/** There were too many failures from here. */
export interface CompteVerrouille extends Echec<'CompteVerrouille'> {
  reessayerDansS: number;
}

/** The secret is not the right one, or nobody's. */
export interface IdentifiantsRefuses extends Echec<'IdentifiantsRefuses'> {
  /** Not shown: from this refusal on its place waits. */
  verrouillage: boolean;
}

export type PreuveRefusee = IdentifiantsRefuses | CompteVerrouille;

/** The account whose secret is right with the digest it was right against, or the refusal. */
export type Preuve = { compte: Compte; empreinte: string } | { compte: null; refus: PreuveRefusee };

/** A secret that somebody shows. */
export interface Essai {
  sorte: Secret;
  secret: string;
  /** Digest of the secret that the account has, null for none. */
  empreinte: string | null;
  /** Where it counts if it is wrong. */
  places: readonly [Place, ...Place[]];
  /** Whose tries follow each other. */
  files: readonly [File, ...File[]];
  adresse: string | undefined;
  acteur: Acteur;
}

export interface DependancesPreuve {
  maintenant: () => Date;
  hachage: Pick<Hachage, 'verifier'>;
  guichet: Guichet;
  essais: {
    attente(places: readonly Place[], maintenant: Date): Promise<Date | null>;
    compter(echec: EchecACompter): Promise<EchecCompte>;
  };
}

/**
 * Verifies a secret against an account. A failure counts where it came from, which has to wait in the end.
 *
 * @param compte whose it is; null for who does not exist: the answer is the same as for a wrong secret, waits the
 *   same, and takes as long
 * @returns the account whose secret is right, or the refusal. What is done next must still demand, in its own
 *   statement, that the place does not wait: others may fail at the same time
 * @throws PublicError TROP_D_ESSAIS or SERVICE_INDISPONIBLE before anything was verified
 */
export async function prouver(
  { maintenant, hachage, guichet, essais }: DependancesPreuve,
  compte: Compte | null,
  { sorte, secret, empreinte, places, files, adresse, acteur }: Essai,
): Promise<Preuve> {
  const attendue = compte && empreinte;
  return guichet.passer(files, async (): Promise<Preuve> => {
    const instant = maintenant();
    const jusqua = await essais.attente(places, instant);
    if (jusqua) return { compte: null, refus: attendre(jusqua, instant) };
    if ((await hachage.verifier(attendue, secret, sorte)) && compte && attendue !== null) {
      return { compte, empreinte: attendue };
    }
    const employeId = compte?.id ?? null;
    const echoue = { places, employeId, adresse, maintenant: maintenant(), acteur };
    const { compte: compteIci, attente } = await essais.compter(echoue);
    if (!compteIci)
      return { compte: null, refus: await refuserApresCoup({ maintenant, essais }, places) };
    return { compte: null, refus: refuser(attente !== null) };
  });
}

/** The refusal of a right secret whose place began to wait, or whose account changed, while it was verified. */
export async function refuserApresCoup(
  {
    maintenant,
    essais,
  }: { maintenant: () => Date; essais: Pick<DependancesPreuve['essais'], 'attente'> },
  places: readonly Place[],
): Promise<PreuveRefusee> {
  const instant = maintenant();
  const jusqua = await essais.attente(places, instant);
  return jusqua ? attendre(jusqua, instant) : refuser(false);
}

function refuser(verrouillage: boolean): IdentifiantsRefuses {
  const message = "L'identifiant ou le secret n'est pas le bon.";
  return { ...echec('IdentifiantsRefuses', message), verrouillage };
}

function attendre(jusqua: Date, instant: Date): CompteVerrouille {
  const reessayerDansS = attenteS(jusqua, instant);
  return {
    ...echec('CompteVerrouille', `Trop d'échecs. Réessayez dans ${reessayerDansS} secondes.`),
    reessayerDansS,
  };
}

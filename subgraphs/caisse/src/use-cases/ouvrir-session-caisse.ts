import { type Acteur, acteurDe, requireStore, type RequestContext } from '@caisse/subgraph-kit';
import {
  echec,
  type Echec,
  enCle,
  type Montant,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { Caisse } from '../domain/caisse.ts';
import {
  estRejeu,
  type Ouverture,
  type SessionCaisse,
  verifierFond,
} from '../domain/session-caisse.ts';
import { connecteDe } from './connecte.ts';

/** The till has an open session already, that one can join. */
export interface SessionDejaOuverte extends Echec<'SessionDejaOuverte'> {
  session: SessionCaisse;
}

export type ResultatOuverture =
  | { __typename: 'SessionCaisse'; session: SessionCaisse }
  | SessionDejaOuverte
  | Echec<'CaisseIntrouvable'>
  | Echec<'CleReutilisee'>
  | SaisieInvalide;

interface Dependances extends Pick<RequestContext, 'requestId' | 'identity'> {
  /** Makes a UUIDv7. */
  nouvelId: () => string;
  caisses: { parIds(ids: readonly number[]): Promise<Caisse[]> };
  sessions: {
    ouvrir(ouverture: Ouverture, acteur: Acteur): Promise<SessionCaisse | null>;
    enTravers(ouverture: Ouverture): Promise<SessionCaisse[]>;
  };
}

/** Tries before giving up on a till that others open and close at this very moment. */
const ESSAIS = 3;

/**
 * Opens a till with its float. Repeated with the same id and content, it gives the same session again,
 * closed or not.
 *
 * @param saisie the till, the float in cents, and the id wished for the session, if any
 * @throws PublicError INTERDIT for an employee of another store than the till's
 * @throws Error when the till was opened and closed by others at each try
 */
export async function ouvrirSessionCaisse(
  { caisses, sessions, requestId, identity, nouvelId }: Dependances,
  saisie: { id?: string | null | undefined; caisseId: string; fondDeCaisse: Montant },
): Promise<ResultatOuverture> {
  const champs = verifierFond(saisie.fondDeCaisse);
  if (champs.length > 0) return saisieInvalide(champs);
  const caisseId = enCle(saisie.caisseId);
  const [caisse] = caisseId === null ? [] : await caisses.parIds([caisseId]);
  if (!caisse) return introuvable(saisie.caisseId);
  requireStore(identity, caisse.magasinId);
  const ouverture = {
    id: saisie.id ?? nouvelId(),
    caisseId: caisse.id,
    fondDeCaisse: saisie.fondDeCaisse,
    ouvertePar: connecteDe(identity)?.employeId ?? null,
  };
  const acteur = acteurDe({ identity, requestId });

  for (let essai = 1; essai <= ESSAIS; essai += 1) {
    const session = await sessions.ouvrir(ouverture, acteur);
    if (session) return { __typename: 'SessionCaisse', session };
    const obstacle = expliquer(ouverture, await sessions.enTravers(ouverture));
    if (obstacle) return obstacle;
    // The session that stood in the way was closed meanwhile.
  }
  throw new Error(`Till ${caisse.id} was opened and closed by others ${ESSAIS} times in a row`);
}

function expliquer(
  ouverture: Ouverture,
  enTravers: readonly SessionCaisse[],
): ResultatOuverture | null {
  const homonyme = enTravers.find(({ id }) => id === ouverture.id);
  if (homonyme) {
    return estRejeu(homonyme, ouverture)
      ? { __typename: 'SessionCaisse', session: homonyme }
      : echec('CleReutilisee', 'Cet identifiant de session a déjà servi à une autre ouverture.');
  }
  const [ouverte] = enTravers;
  if (!ouverte) return null;
  return {
    ...echec(
      'SessionDejaOuverte',
      'Cette caisse est déjà ouverte. Vous pouvez rejoindre sa session.',
    ),
    session: ouverte,
  };
}

function introuvable(id: string): Echec<'CaisseIntrouvable'> {
  return echec('CaisseIntrouvable', `Aucune caisse ne porte le numéro ${id}.`);
}

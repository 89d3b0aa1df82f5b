import { type Identity, requireStore } from '@caisse/subgraph-kit';
import { echec, type Echec, enUuid } from '@caisse/subgraph-kit/domaine';

import type { Panier } from '../domain/panier.ts';

export type ResultatCreation =
  { __typename: 'Panier'; panier: Panier } | Echec<'SessionFermee'> | Echec<'CleReutilisee'>;

interface Dependances {
  identity: Identity;
  requestId: string;
  caisse: {
    session(
      id: string,
    ): Promise<{ id: string; ouverte: boolean; caisseId: number; magasinId: number } | null>;
  };
  paniers: {
    parIds(ids: readonly string[]): Promise<Panier[]>;
    creer(
      nouveau: Pick<Panier, 'id' | 'sessionCaisseId' | 'caisseId' | 'magasinId'>,
      requestId: string,
    ): Promise<Panier>;
  };
}

/**
 * Creates an empty cart for an open till session. Repeated, it gives the same cart again, even after the
 * session was closed.
 *
 * @param saisie the UUID wished for the cart, and the session
 * @throws PublicError INTERDIT when the session is of another store
 */
export async function creerPanier(
  { identity, caisse, paniers, requestId }: Dependances,
  saisie: { id: string; sessionCaisseId: string },
): Promise<ResultatCreation> {
  const sessionCaisseId = enUuid(saisie.sessionCaisseId);
  const session = sessionCaisseId === null ? null : await caisse.session(sessionCaisseId);
  if (sessionCaisseId === null || !session) {
    return echec('SessionFermee', 'Cette session de caisse n’existe pas. Ouvrez la caisse.');
  }
  const { caisseId, magasinId } = session;
  requireStore(identity, magasinId);
  const panier = session.ouverte
    ? await paniers.creer({ id: saisie.id, sessionCaisseId, caisseId, magasinId }, requestId)
    : (await paniers.parIds([saisie.id]))[0];
  if (!panier) {
    return echec(
      'SessionFermee',
      'Cette session de caisse est fermée. Ouvrez la caisse de nouveau.',
    );
  }
  return panier.sessionCaisseId === sessionCaisseId
    ? { __typename: 'Panier', panier }
    : echec(
        'CleReutilisee',
        'Cet identifiant de panier a déjà servi à une autre session de caisse.',
      );
}

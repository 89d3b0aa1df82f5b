import { forbidden, type PublicError } from '@caisse/subgraph-kit';
import { echec, type Echec } from '@caisse/subgraph-kit/domaine';

import type { RefusPanier } from '../domain/issues.ts';
import type { Panier } from '../domain/panier.ts';

/** The cart is held by a sale, or sold. */
export interface PanierNonModifiable extends Echec<'PanierNonModifiable'> {
  panier: Panier;
}

export type EchecPanier = Echec<'PanierIntrouvable'> | Echec<'PanierExpire'> | PanierNonModifiable;

export function panierIntrouvable(id: string): Echec<'PanierIntrouvable'> {
  return echec('PanierIntrouvable', `Aucun panier ne porte l’identifiant ${id}.`);
}

export function panierExpire(): Echec<'PanierExpire'> {
  return echec(
    'PanierExpire',
    'Ce panier est d’un jour passé, ou un autre l’a remplacé. Renouvelez-le aux prix d’aujourd’hui pour continuer.',
  );
}

/** For who asks about a cart of another store. */
export function autreMagasin(): PublicError {
  return forbidden('Ce panier est d’un autre magasin.');
}

/**
 * Says why a cart was not changed.
 *
 * @param id as the client wrote it
 * @throws PublicError INTERDIT when the cart is of another store
 */
export function refuser(issue: RefusPanier, id: string): EchecPanier {
  if (issue.verdict === 'AUTRE_MAGASIN') throw autreMagasin();
  if (issue.verdict === 'INTROUVABLE') return panierIntrouvable(id);
  if (issue.verdict === 'EXPIRE') return panierExpire();
  const { panier } = issue;
  const message =
    panier.statut === 'ENCAISSE'
      ? 'Ce panier est déjà vendu. Commencez-en un autre.'
      : 'Ce panier est en cours d’encaissement et ne peut plus être modifié.';
  return { ...echec('PanierNonModifiable', message), panier };
}

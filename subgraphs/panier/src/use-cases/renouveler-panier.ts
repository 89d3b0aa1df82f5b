import { type Identity, PublicError, reachesStore, requireStore } from '@caisse/subgraph-kit';
import { echec, type Echec, enUuid } from '@caisse/subgraph-kit/domaine';

import type { IssueRenouvellement } from '../domain/issues.ts';
import type { Panier } from '../domain/panier.ts';
import {
  type ProduitActuel,
  type Renouvellement,
  renouvelerLignes,
} from '../domain/renouvellement.ts';
import { autreMagasin, type EchecPanier, panierIntrouvable, refuser } from './refus.ts';

export type ResultatRenouvellement =
  | { __typename: 'PanierRenouvele'; panier: Panier }
  | EchecPanier
  | Echec<'SessionFermee'>
  | Echec<'CleReutilisee'>;

interface Dependances {
  identity: Identity;
  requestId: string;
  /** Business day, YYYY-MM-DD. */
  aujourdhui: string;
  caisse: {
    session(id: string): Promise<{ ouverte: boolean; caisseId: number; magasinId: number } | null>;
  };
  /** Past any cache: what it says is charged. */
  produits: {
    produits(ids: readonly number[], jour: string): Promise<(ProduitActuel & { id: string })[]>;
  };
  paniers: {
    parIds(ids: readonly string[]): Promise<Panier[]>;
    renouveler(renouvellement: Renouvellement, requestId: string): Promise<IssueRenouvellement>;
  };
}

interface Saisie {
  panierId: string;
  nouveauPanierId: string;
  /** The session of the new cart; that of the old one unless told. */
  sessionCaisseId?: string | null | undefined;
}

/** A cart that changes each time between reading and writing is not one that anybody renews. */
const LECTURES = 3;

/**
 * Makes a new cart from another at today's prices and statuses, and tells what changed. The other one is not sold
 * any more. Repeated, it gives the same again.
 *
 * @throws PublicError INTERDIT when the cart or the session is of another store
 */
export async function renouvelerPanier(
  dependances: Dependances,
  saisie: Saisie,
): Promise<ResultatRenouvellement> {
  const id = enUuid(saisie.panierId);
  if (id === null) return panierIntrouvable(saisie.panierId);
  for (let lecture = 0; lecture < LECTURES; lecture += 1) {
    const [ancien] = await dependances.paniers.parIds([id]);
    if (!ancien) return panierIntrouvable(saisie.panierId);
    if (!reachesStore(dependances.identity, ancien.magasinId)) throw autreMagasin();
    const issue = await tenter(dependances, ancien, saisie);
    if (issue !== 'RELIRE') return issue;
  }
  throw new PublicError('SERVICE_INDISPONIBLE', 'Ce panier change en ce moment. Réessayez.');
}

async function tenter(
  { identity, requestId, aujourdhui, caisse, produits, paniers }: Dependances,
  ancien: Panier,
  { panierId, nouveauPanierId, sessionCaisseId: demandee }: Saisie,
): Promise<ResultatRenouvellement | 'RELIRE'> {
  const sessionCaisseId = enUuid(demandee ?? ancien.sessionCaisseId);
  const ids = ancien.lignes.map(({ produitId }) => produitId);
  const [session, actuels] = await Promise.all([
    sessionCaisseId === null ? null : caisse.session(sessionCaisseId),
    produits.produits(ids, aujourdhui),
  ]);
  if (sessionCaisseId === null || !session?.ouverte) {
    return echec(
      'SessionFermee',
      'Cette session de caisse est fermée. Ouvrez la caisse de nouveau.',
    );
  }
  const { caisseId, magasinId } = session;
  requireStore(identity, magasinId);

  const catalogue = new Map(actuels.map((produit) => [Number(produit.id), produit]));
  const { lignes, changements } = renouvelerLignes(ancien, catalogue, aujourdhui);
  const nouveau = { id: nouveauPanierId, sessionCaisseId, caisseId, magasinId };
  const issue = await paniers.renouveler({ ancien, nouveau, lignes, changements }, requestId);
  switch (issue.verdict) {
    case 'FAIT':
      return { __typename: 'PanierRenouvele', panier: issue.panier };
    case 'RELIRE':
      return 'RELIRE';
    case 'CLE_REUTILISEE':
      return echec('CleReutilisee', 'Cet identifiant de panier a déjà servi.');
    case 'INTROUVABLE':
    case 'AUTRE_MAGASIN':
    case 'NON_MODIFIABLE':
    case 'EXPIRE':
      return refuser(issue, panierId);
  }
}

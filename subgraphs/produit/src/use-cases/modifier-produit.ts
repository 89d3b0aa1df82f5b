import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import {
  echec,
  type Echec,
  enCle,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import { type Modification, verifierModification } from '../domain/modification.ts';
import type { Produit } from '../domain/produit.ts';

/** The product changed since it was read. */
export interface ConflitVersion extends Echec<'ConflitVersion'> {
  versionActuelle: number;
  produit: Produit;
}

export type ResultatModification =
  | { __typename: 'Produit'; produit: Produit }
  | ConflitVersion
  | Echec<'ProduitIntrouvable'>
  | SaisieInvalide;

interface Dependances extends Pick<RequestContext, 'identity' | 'requestId'> {
  produits: {
    parIds(ids: readonly number[]): Promise<Produit[]>;
    modifier(id: number, modification: Modification, acteur: Acteur): Promise<Produit | null>;
  };
  /** Told of each product as it now is, before anybody else is. */
  cache: { publier(produits: readonly Produit[]): Promise<void> };
}

/**
 * Changes a product, unless somebody else changed it since it was read. Who changed it, and what, is in the audit
 * log.
 *
 * @param saisie the product's id, the version read, the new values
 */
export async function modifierProduit(
  { produits, cache, ...requete }: Dependances,
  saisie: Modification & { id: string },
): Promise<ResultatModification> {
  const { modification, champs } = verifierModification(saisie);
  if (champs.length > 0) return saisieInvalide(champs);
  const id = enCle(saisie.id);
  if (id === null) return introuvable(saisie.id);

  const modifie = await produits.modifier(id, modification, acteurDe(requete));
  if (modifie) {
    await cache.publier([modifie]);
    return { __typename: 'Produit', produit: modifie };
  }

  const [actuel] = await produits.parIds([id]);
  if (!actuel) return introuvable(saisie.id);
  // Whoever wrote it may have ended before the cache was told.
  await cache.publier([actuel]);
  return {
    ...echec(
      'ConflitVersion',
      `« ${actuel.nom} » a été modifié entre-temps. Relisez-le avant de recommencer.`,
    ),
    versionActuelle: actuel.version,
    produit: actuel,
  };
}

function introuvable(id: string): Echec<'ProduitIntrouvable'> {
  return echec('ProduitIntrouvable', `Aucun produit ne porte le numéro ${id}.`);
}

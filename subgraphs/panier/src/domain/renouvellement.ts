import { statutsAPartirDu, type StatutsDates, statutsEnVigueur } from '@caisse/fiscalite';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { ChangementLigne, LignePanier, Panier } from './panier.ts';

/** A product of the catalogue as it is now. */
export interface ProduitActuel {
  nom: string;
  /** Before taxes. */
  prix: Montant;
  actif: boolean;
  statuts: StatutsDates;
}

/** A new cart in the place of one that was read. */
export interface Renouvellement {
  ancien: Panier;
  nouveau: Pick<Panier, 'id' | 'sessionCaisseId' | 'caisseId' | 'magasinId'>;
  lignes: LignePanier[];
  changements: ChangementLigne[];
}

/**
 * Makes the lines of a cart again at today's prices and statuses, in their order.
 *
 * @param catalogue the products of the lines, by id; unknown ones are absent
 * @param aujourdhui business day, YYYY-MM-DD
 */
export function renouvelerLignes(
  { lignes, jour }: Pick<Panier, 'lignes' | 'jour'>,
  catalogue: ReadonlyMap<number, ProduitActuel>,
  aujourdhui: string,
): { lignes: LignePanier[]; changements: ChangementLigne[] } {
  const nouvelles: LignePanier[] = [];
  const changements: ChangementLigne[] = [];
  for (const ligne of lignes) {
    const { produitId, nomProduit, quantite, prixUnitaire: ancienPrix } = ligne;
    const actuel = catalogue.get(produitId);
    const produit = actuel?.actif ? actuel : undefined;
    const nouveauPrix = produit?.prix ?? null;
    const statutModifie = produit !== undefined && aChange(ligne, jour, produit, aujourdhui);
    if (nouveauPrix !== ancienPrix || statutModifie) {
      const retire = produit === undefined;
      changements.push({
        ...{ produitId, nomProduit, quantite, ancienPrix },
        ...{ nouveauPrix, statutModifie, retire },
      });
    }
    if (produit) {
      const statuts = statutsAPartirDu(produit.statuts, aujourdhui);
      nouvelles.push({
        ...{ produitId, quantite, nomProduit: produit.nom },
        ...{ prixUnitaire: produit.prix, statuts },
      });
    }
  }
  return { lignes: nouvelles, changements };
}

function aChange(
  ligne: LignePanier,
  jour: string,
  produit: ProduitActuel,
  aujourdhui: string,
): boolean {
  const avant = statutsEnVigueur(ligne.statuts, jour);
  const apres = statutsEnVigueur(produit.statuts, aujourdhui);
  return avant.statutTps !== apres.statutTps || avant.statutTvq !== apres.statutTvq;
}

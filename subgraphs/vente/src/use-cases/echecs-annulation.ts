import { echec, type Echec, enDollars, type Montant } from '@caisse/subgraph-kit/domaine';

export interface AnnulationEnCoursEchec extends Echec<'AnnulationEnCours'> {
  reessayerDansMs: number;
}

export interface DeuxiemePersonneEchec extends Echec<'DeuxiemePersonneRequise'> {
  maximum: Montant;
}

/** Nothing is told of a sale that is not there. */
export function venteIntrouvable(): Echec<'VenteIntrouvable'> {
  return echec('VenteIntrouvable', 'Aucune vente ne porte cet identifiant.');
}

/** The id of a return was asked for something else before. */
export function cleReutilisee(): Echec<'CleReutilisee'> {
  return echec('CleReutilisee', 'Cet identifiant d’annulation a déjà servi à autre chose.');
}

/** Another return of the sale is being made. */
export function annulationEnCours(reessayerDansMs: number): AnnulationEnCoursEchec {
  const phrase = 'Une annulation de cette vente est en cours. Attendez un instant.';
  return { ...echec('AnnulationEnCours', phrase), reessayerDansMs };
}

/** Who sold may not give so much back alone: the sentence says whom to fetch. */
export function deuxiemePersonneRequise(maximum: Montant): DeuxiemePersonneEchec {
  const phrase =
    `Vous avez encaissé cette vente : au-delà de ${enDollars(maximum)}, une autre personne doit la rembourser. ` +
    'Appelez un autre gérant du magasin ou un administrateur.';
  return { ...echec('DeuxiemePersonneRequise', phrase), maximum };
}

import {
  acteurDe,
  forbidden,
  type Identity,
  ownStore,
  reachesStore,
  requireStore,
} from '@caisse/subgraph-kit';
import {
  echec,
  type Echec,
  enUuid,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';
import type { PageRequest } from '@caisse/subgraph-kit';

import type { CleListe, DossierRepository, PageDossiers } from '../data/dossier-repository.ts';
import type { Origine, VenteRepository } from '../data/vente-repository.ts';
import { type CleDossier, type Dossier, lireIdDossier } from '../domain/dossier.ts';
import { lireMotif } from '../domain/saisie-annulation.ts';
import { lireMagasin } from '../domain/saisie-magasin.ts';
import { magasinDe } from '../domain/vente.ts';

export interface DependancesDossiers {
  dossiers: Pick<
    DossierRepository,
    'aTraiter' | 'lire' | 'sujet' | 'relancer' | 'declarerCarteRendue'
  >;
  ventes: Pick<VenteRepository, 'parIds'>;
  identity: Identity;
  origine: Origine;
}

export type ResultatRelance =
  { __typename: 'RelanceReussie'; dossier: Dossier } | Echec<'DossierIntrouvable'>;

export type ResultatCarteRendue =
  | { __typename: 'DeclarationReussie'; rejoue: boolean }
  | Echec<'DossierIntrouvable'>
  | SaisieInvalide;

/**
 * A page of what a person has to look at: of the caller's store, for employees of one.
 *
 * @throws PublicError INTERDIT when another store than theirs is named
 */
export async function listerDossiers(
  { identity, dossiers }: DependancesDossiers,
  magasinId: string | null,
  page: PageRequest<CleListe>,
): Promise<PageDossiers> {
  const nomme = magasinId === null ? null : lireMagasin(magasinId);
  if (nomme !== null) requireStore(identity, nomme);
  return dossiers.aTraiter(nomme ?? ownStore(identity), page);
}

/**
 * Has a case tried again now, on the word of a person, who is in the audit log.
 *
 * @throws PublicError INTERDIT when it is of another store than the caller's
 */
export async function relancerDossier(
  dependances: DependancesDossiers,
  id: string,
): Promise<ResultatRelance> {
  const { dossiers, identity, origine } = dependances;
  const cle = lireIdDossier(id);
  // A refund is not tried by sweepers: who looks at it chooses how it is paid.
  if (!cle || cle.sorte === 'REMBOURSEMENT') return dossierIntrouvable();
  const sujet = await dossiers.sujet(cle);
  if (!sujet) return dossierIntrouvable();
  exigerMagasinDuDossier(identity, sujet.magasinId);
  const acteur = acteurDe({ identity, requestId: origine.requestId });
  const dossier = await dossiers.relancer(cle, acteur);
  return dossier ? { __typename: 'RelanceReussie', dossier } : dossierIntrouvable();
}

/**
 * Says that a card of a refused sale, which the provider refuses to give back, was given back by other means: the sale
 * can end. Again, it does nothing more.
 *
 * @throws PublicError INTERDIT when the sale is of another store than the caller's
 */
export async function declarerCarteRendue(
  { ventes, dossiers, identity, origine }: DependancesDossiers,
  { venteId, rang, motif: brut }: { venteId: string; rang: number; motif: string },
): Promise<ResultatCarteRendue> {
  const { texte: motif, champs } = lireMotif(brut);
  if (champs.length > 0) return saisieInvalide(champs);
  const id = enUuid(venteId);
  const [vente] = id === null ? [] : await ventes.parIds([id]);
  if (!vente) return dossierIntrouvable();
  exigerMagasinDuDossier(identity, magasinDe(vente));
  const cle: CleDossier = { sorte: 'VENTE', id: vente.id, rang: 0 };
  const enAttente =
    vente.etat === 'EN_COMPENSATION' &&
    vente.paiementsRemis[rang]?.mode === 'CARTE' &&
    (vente.cartesRendues.includes(rang) || (await dossiers.lire(cle))?.aTraiterLe);
  if (!enAttente) return dossierIntrouvable();
  const acteur = acteurDe({ identity, requestId: origine.requestId });
  const faite = await dossiers.declarerCarteRendue(vente.id, rang, motif, acteur);
  return { __typename: 'DeclarationReussie', rejoue: !faite };
}

/** Cases are seen and resolved in their own store. */
export function exigerMagasinDuDossier(identity: Identity, magasinId: number | null): void {
  if (!reachesStore(identity, magasinId)) throw forbidden('Ce dossier est d’un autre magasin.');
}

/** Nothing is told of a case that is not there. */
export function dossierIntrouvable() {
  return echec('DossierIntrouvable', 'Aucun dossier à traiter ne porte cet identifiant.');
}

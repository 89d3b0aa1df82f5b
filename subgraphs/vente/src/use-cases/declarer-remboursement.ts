import { acteurDe, type Identity } from '@caisse/subgraph-kit';
import { saisieInvalide } from '@caisse/subgraph-kit/domaine';

import type { AnnulationRepository } from '../data/annulation-repository.ts';
import type { DetailRepository } from '../data/detail-repository.ts';
import type { DossierRepository } from '../data/dossier-repository.ts';
import type { Origine, VenteRepository } from '../data/vente-repository.ts';
import { lireIdDossier } from '../domain/dossier.ts';
import { lireMotif } from '../domain/saisie-annulation.ts';
import {
  dossierIntrouvable,
  exigerMagasinDuDossier,
  type ResultatCarteRendue,
} from './traiter-dossier.ts';

export interface DependancesDeclaration {
  dossiers: Pick<DossierRepository, 'lire'>;
  annulations: Pick<AnnulationRepository, 'parIds' | 'declarer'>;
  details: Pick<DetailRepository, 'remboursements'>;
  ventes: Pick<VenteRepository, 'parIds'>;
  identity: Identity;
  origine: Origine;
}

/** What a person found out at the provider about one card of a return. */
export interface Constat {
  dossierId: string;
  /** Rank of the card in the sale, from 0. */
  rang: number;
  remboursee: boolean;
  motif: string;
}

/**
 * Says what became of a refund by card whose outcome the provider never tells, on the word of a person who asked it.
 * Only of a case that is for a person. The first word stands; again, it does nothing more.
 *
 * @throws PublicError INTERDIT when the return is of another store than the caller's
 */
export async function declarerRemboursement(
  dependances: DependancesDeclaration,
  { dossierId, rang, remboursee, motif: brut }: Constat,
): Promise<ResultatCarteRendue> {
  const { dossiers, annulations, identity, origine } = dependances;
  const { texte: motif, champs } = lireMotif(brut);
  if (champs.length > 0) return saisieInvalide(champs);
  const cle = lireIdDossier(dossierId);
  if (!cle || cle.sorte === 'VENTE') return dossierIntrouvable();
  const [annulation] = await annulations.parIds([cle.id]);
  if (!annulation) return dossierIntrouvable();
  exigerMagasinDuDossier(identity, annulation.magasinId);
  const [dossier, designee] = await Promise.all([
    dossiers.lire(cle),
    estDesignee(dependances, annulation, rang, cle.sorte === 'REMBOURSEMENT' ? cle.rang : null),
  ]);
  if (!dossier?.aTraiterLe || !designee) return dossierIntrouvable();
  const acteur = acteurDe({ identity, requestId: origine.requestId });
  const nouvelle = await annulations.declarer(cle.id, rang, { remboursee, motif }, acteur);
  return { __typename: 'DeclarationReussie', rejoue: !nouvelle };
}

/** Whether that tender is a card of the sale; of a refund that stands, the very one. */
async function estDesignee(
  { ventes, details }: DependancesDeclaration,
  { id, venteId }: { id: string; venteId: string },
  rang: number,
  place: number | null,
): Promise<boolean> {
  if (place !== null) {
    const rendus = await details.remboursements([id]);
    return rendus.some((rendu) => rendu.place === place && rendu.rang === rang);
  }
  const [vente] = await ventes.parIds([venteId]);
  return vente?.paiementsRemis[rang]?.mode === 'CARTE';
}

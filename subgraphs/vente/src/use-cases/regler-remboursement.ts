import { arrondirComptant } from '@caisse/fiscalite';
import {
  acteurDe,
  forbidden,
  type Identity,
  PublicError,
  reachesStore,
} from '@caisse/subgraph-kit';
import { echec, type Echec, enUuid } from '@caisse/subgraph-kit/domaine';

import type { CaisseClient } from '../clients/caisse-client.ts';
import type { ClePaiement, TerminalPaiement } from '../clients/terminal-paiement.ts';
import type { AnnulationRepository, AnnulationSituee } from '../data/annulation-repository.ts';
import type { DetailRepository, RemboursementDe } from '../data/detail-repository.ts';
import type { Origine } from '../data/vente-repository.ts';
import { type AnnulationValidee, DECLARE_NON_REMBOURSE } from '../domain/annulation.ts';
import { type Delais, type Mesures, ouvrirEcheance } from './echeance.ts';

export interface RemboursementReussi {
  __typename: 'RemboursementReussi';
  rejoue: boolean;
  annulation: AnnulationValidee;
}

export type ResultatReglement =
  | RemboursementReussi
  | (Echec<'RemboursementRefuse'> & { motif: string })
  | Echec<'RemboursementIntrouvable'>;

export interface DependancesReglement {
  annulations: Pick<AnnulationRepository, 'parIds' | 'solder' | 'convertir'>;
  details: Pick<DetailRepository, 'remboursements'>;
  terminal: Pick<TerminalPaiement, 'annuler' | 'rembourser'>;
  caisse: CaisseClient;
  identity: Identity;
  origine: Origine;
  delais: Delais;
  mesures: Mesures;
}

/** The refund of one tender by one return. */
export interface Designation {
  annulationId: string;
  /** Place among the refunds of the return, from 0. */
  place: number;
}

/**
 * Sends a refund that a card refused to the same card once more. Again after it was made, it does nothing more.
 *
 * @throws PublicError INTERDIT when the return is of another store than the caller's
 */
export async function reessayerRemboursement(
  dependances: DependancesReglement,
  designation: Designation,
): Promise<ResultatReglement> {
  const { annulations, terminal, delais, mesures } = dependances;
  const trouve = await trouver(dependances, designation);
  if (!trouve) return introuvable();
  const { annulation, rendu } = trouve;
  if (rendu.etat !== 'A_FAIRE') return regle(annulation, true);
  const { insister } = ouvrirEcheance(delais.travail, mesures);
  const cle = { id: annulation.id, rang: rendu.rang ?? 0 };
  const origine = { id: annulation.venteId, rang: rendu.rang ?? 0 };
  const reponse = await insister('remboursement', () =>
    terminal.rembourser(cle, origine, rendu.montant),
  );
  if (reponse.etat === 'REFUSE') return refuse(reponse.code);
  await insister('validation-retour', () =>
    annulations.solder(annulation.id, rendu.place, acteur(dependances)),
  );
  return regle(annulation, false);
}

/**
 * Pays a refund that a card refused in cash. The card's key is annulled at the provider first, so that it cannot be
 * refunded twice. Again, it does nothing more.
 *
 * @param sessionCaisseId the open session that pays; null: out of no drawer
 * @throws PublicError INTERDIT when the return is of another store than the caller's
 */
export async function convertirRemboursement(
  dependances: DependancesReglement,
  designation: Designation,
  sessionCaisseId: string | null,
): Promise<ResultatReglement | Echec<'SessionFermee'>> {
  const { annulations, caisse, delais, mesures } = dependances;
  const trouve = await trouver(dependances, designation);
  if (!trouve) return introuvable();
  const { annulation, rendu } = trouve;
  if (rendu.etat !== 'A_FAIRE') return regle(annulation, true);
  const { insister } = ouvrirEcheance(delais.travail, mesures);
  const session = sessionCaisseId === null ? null : enUuid(sessionCaisseId);
  const fermee =
    sessionCaisseId !== null &&
    (session === null || !(await insister('session', () => caisse.estOuverte(session))));
  if (fermee) return echec('SessionFermee', 'La session de caisse qui doit payer est fermée.');

  const cle = { id: annulation.id, rang: rendu.rang ?? 0 };
  const reponse = await annulerCle(dependances, rendu, cle);
  // It went through after all: what was unknown is done.
  if (reponse.etat === 'REFUSE') return refuse(reponse.code);
  const arrondi = arrondirComptant(rendu.montant) - rendu.montant;
  await insister('validation-retour', () =>
    annulations.convertir(annulation.id, rendu.place, {
      acteur: acteur(dependances),
      arrondi,
      sessionCaisseId: session,
    }),
  );
  return regle(annulation, false);
}

/**
 * Annuls the card's key at the provider. Once a person said that the refund was not made, silence does not hold the
 * customer's money any more; an answer still rules.
 */
async function annulerCle(
  { terminal, delais, mesures }: DependancesReglement,
  { codeRefus }: RemboursementDe,
  cle: ClePaiement,
) {
  if (codeRefus !== DECLARE_NON_REMBOURSE) {
    const { insister } = ouvrirEcheance(delais.travail, mesures);
    return insister('annulation-carte', () => terminal.annuler(cle));
  }
  // Asked once, with time left to pay.
  const { insister } = ouvrirEcheance(delais.travail / 2, mesures, false);
  try {
    return await insister('annulation-carte', () => terminal.annuler(cle));
  } catch (erreur) {
    if (erreur instanceof PublicError) return { etat: 'ANNULE' } as const;
    throw erreur;
  }
}

async function trouver(
  { annulations, details, identity }: DependancesReglement,
  { annulationId, place }: Designation,
): Promise<{ annulation: AnnulationSituee & AnnulationValidee; rendu: RemboursementDe } | null> {
  const id = enUuid(annulationId);
  if (id === null) return null;
  const [[annulation], rendus] = await Promise.all([
    annulations.parIds([id]),
    details.remboursements([id]),
  ]);
  if (!annulation || annulation.etat !== 'VALIDEE') return null;
  if (!reachesStore(identity, annulation.magasinId)) {
    throw forbidden('Ce retour est d’un autre magasin.');
  }
  const rendu = rendus.find((un) => un.place === place && un.mode === 'CARTE');
  return rendu ? { annulation, rendu } : null;
}

function acteur({ identity, origine }: DependancesReglement) {
  return acteurDe({ identity, requestId: origine.requestId });
}

function regle(annulation: AnnulationValidee, rejoue: boolean): RemboursementReussi {
  return { __typename: 'RemboursementReussi', rejoue, annulation };
}

function introuvable() {
  return echec(
    'RemboursementIntrouvable',
    'Aucun remboursement par carte ne porte cet identifiant.',
  );
}

function refuse(motif: string) {
  const phrase =
    'Le terminal refuse ce remboursement. Choisissez un autre moyen, ou réessayez plus tard.';
  return { ...echec('RemboursementRefuse', phrase), motif };
}

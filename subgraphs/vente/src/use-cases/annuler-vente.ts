import { setTimeout as attendre } from 'node:timers/promises';

import { acteurDe, crashPoint, type Identity, ownStore } from '@caisse/subgraph-kit';
import {
  type Echec,
  enUuid,
  type Montant,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type {
  AnnulationRepository,
  DemandeAnnulation,
  ReclamationAnnulation,
} from '../data/annulation-repository.ts';
import type { Origine } from '../data/vente-repository.ts';
import type { Annulation, AnnulationEnCours, AnnulationValidee } from '../domain/annulation.ts';
import { type DecisionCle, deciderCle } from '../domain/decider-cle.ts';
import { empreinteAnnulation } from '../domain/empreinte.ts';
import { type EchecDe, enEchec, type RefusAnnulation } from '../domain/refus.ts';
import { type SaisieAnnulation, verifierAnnulation } from '../domain/saisie-annulation.ts';
import type { VenteEncaissee } from '../domain/vente.ts';
import type { Baux } from './baux.ts';
import { BailPerdu, type Delais, type Echeance, type Mesures, ouvrirEcheance } from './echeance.ts';
import {
  annulationEnCours,
  type AnnulationEnCoursEchec,
  cleReutilisee,
  deuxiemePersonneRequise,
  type DeuxiemePersonneEchec,
  venteIntrouvable,
} from './echecs-annulation.ts';
import { autreMagasin } from './lire-vente.ts';
import { type DependancesRetour, poursuivreAnnulation } from './poursuivre-annulation.ts';

export interface AnnulationReussie {
  __typename: 'AnnulationReussie';
  rejoue: boolean;
  annulation: AnnulationValidee;
  vente: VenteEncaissee;
}

export type ResultatAnnulation =
  | AnnulationReussie
  | EchecDe<RefusAnnulation>
  | AnnulationEnCoursEchec
  | DeuxiemePersonneEchec
  | Echec<'VenteIntrouvable'>
  | Echec<'CleReutilisee'>
  | SaisieInvalide;

export interface DependancesAnnulation extends DependancesRetour {
  annulations: Pick<AnnulationRepository, 'reclamer' | 'valider' | 'desVentes'>;
  rendreAnnulation: (annulation: AnnulationEnCours) => Promise<void>;
  baux: Baux;
  identity: Identity;
  origine: Origine;
  delais: Delais;
  mesures: Mesures;
  /** The most that who sold gives back of a sale alone, in cents: above, another person has to. */
  maximumSeul: Montant;
}

const PAUSE_MAXIMUM_MS = 100;

/**
 * Returns a part or the whole of a sale and refunds it, exactly once per `annulationId` whatever is
 * repeated, by the same table as `checkout`.
 *
 * @param annulationId canonical UUID that the till keeps until a final answer
 * @param brute the sale, the reason, and what is brought back (null: everything that is left), as sent
 * @throws PublicError INTERDIT when the sale is of another store than the caller's
 */
export async function annulerVente(
  dependances: DependancesAnnulation,
  annulationId: string,
  brute: Parameters<typeof verifierAnnulation>[0],
): Promise<ResultatAnnulation> {
  const { saisie, champs } = verifierAnnulation(brute);
  if (champs.length > 0) return saisieInvalide(champs);
  const venteId = enUuid(saisie.venteId);
  if (venteId === null) return venteIntrouvable();
  return executerUneFois(dependances, annulationId, { ...saisie, venteId });
}

async function executerUneFois(
  dependances: DependancesAnnulation,
  annulationId: string,
  saisie: SaisieAnnulation,
): Promise<ResultatAnnulation> {
  const { annulations, delais, mesures, maximumSeul } = dependances;
  const empreinte = empreinteAnnulation(saisie);
  const demande = { ...saisie, ...demandeur(dependances), empreinte };
  const echeance = ouvrirEcheance(delais.travail, mesures);
  const finAttente = performance.now() + delais.attente;

  for (let pause = 10; ; pause = Math.min(2 * pause, PAUSE_MAXIMUM_MS)) {
    const reclamation = await echeance.insister('reclamation-retour', () =>
      annulations.reclamer(annulationId, demande, delais.bail),
    );
    if (reclamation.issue === 'VENTE_INTROUVABLE') return venteIntrouvable();
    if (reclamation.issue === 'AUTRE_MAGASIN') throw autreMagasin();
    if (reclamation.issue === 'DEUXIEME_PERSONNE') return deuxiemePersonneRequise(maximumSeul);
    const { annulation } = reclamation;
    const decision = decider(reclamation.issue, annulation, empreinte);
    switch (decision.action) {
      case 'REFUSER_CLE':
        return cleReutilisee();
      case 'REJOUER':
        return rejouer(dependances, annulation);
      case 'EXECUTER': {
        crashPoint('vente.retour-apres-reclamation');
        const fait = await tenter(dependances, annulation as AnnulationEnCours, echeance);
        if (fait) return { __typename: 'AnnulationReussie', rejoue: false, ...fait };
        break;
      }
      case 'ATTENDRE':
        if (performance.now() >= finAttente) return annulationEnCours(decision.ms);
        await attendre(pause);
        break;
      case 'REPRENDRE':
        // Ours is claimed again by the next turn; another one that stands in the way is finished first.
        if (annulation.id !== annulationId) await deblocage(dependances, annulation, echeance);
    }
  }
}

/** Who asks, for the rows that the request leaves and for the store that it may reach. */
function demandeur({ identity, origine, maximumSeul }: DependancesAnnulation) {
  const acteur = acteurDe({ identity, requestId: origine.requestId });
  return { ...origine, acteur, magasinId: ownStore(identity), maximumSeul };
}

/** What to do; another return of the same sale is waited for, or finished when it is abandoned. */
function decider(
  issue: Extract<ReclamationAnnulation, { annulation: Annulation }>['issue'],
  { empreinte, etat, bail }: Annulation,
  demandee: string,
): DecisionCle {
  if (issue === 'NOUVELLE' || issue === 'REPRISE') return deciderCle(null, demandee);
  const trouvee = { empreinte, conclue: etat !== 'EN_COURS', bailRestantMs: bail.restantMs };
  return deciderCle(trouvee, issue === 'OCCUPEE' ? empreinte : demandee);
}

/** Takes over an abandoned return and finishes it. */
async function deblocage(
  dependances: DependancesAnnulation,
  { id, venteId, motif, empreinte }: Annulation,
  echeance: Echeance,
): Promise<void> {
  const { annulations, delais } = dependances;
  const saisie = { venteId, motif, empreinte, lignes: null };
  const demande: DemandeAnnulation = { ...saisie, ...demandeur(dependances) };
  const reclamation = await echeance.insister('reclamation-retour', () =>
    annulations.reclamer(id, demande, delais.bail),
  );
  if (reclamation.issue === 'REPRISE') {
    await tenter(dependances, reclamation.annulation, echeance);
  }
}

/** Finishes the return, or gives null when somebody else took it over: it is then theirs to finish. */
async function tenter(
  dependances: DependancesAnnulation,
  annulation: AnnulationEnCours,
  echeance: Echeance,
) {
  const { baux, rendreAnnulation } = dependances;
  try {
    return await baux.tenir(
      annulation,
      () => rendreAnnulation(annulation),
      () => poursuivreAnnulation(dependances, annulation, echeance),
    );
  } catch (erreur) {
    if (erreur instanceof BailPerdu) return null;
    throw erreur;
  }
}

async function rejouer(
  { ventes }: DependancesAnnulation,
  annulation: Annulation,
): Promise<ResultatAnnulation> {
  if (annulation.etat === 'REFUSEE') return enEchec(annulation.refus);
  const [vente] = await ventes.parIds([annulation.venteId]);
  return {
    __typename: 'AnnulationReussie',
    rejoue: true,
    annulation: annulation as AnnulationValidee,
    vente: vente as VenteEncaissee,
  };
}

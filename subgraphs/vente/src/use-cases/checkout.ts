import { setTimeout as attendre } from 'node:timers/promises';

import { crashPoint, forbidden, type Identity, ownStore, requireStore } from '@caisse/subgraph-kit';
import {
  echec,
  type Echec,
  enUuid,
  saisieInvalide,
  type SaisieInvalide,
} from '@caisse/subgraph-kit/domaine';

import type { Origine, VenteRepository } from '../data/vente-repository.ts';
import { deciderCle } from '../domain/decider-cle.ts';
import { empreinteCheckout, type SaisieCheckout } from '../domain/empreinte.ts';
import { type EchecDe, enEchec, type RefusMontre } from '../domain/refus.ts';
import { verifierPaiements } from '../domain/saisie-paiements.ts';
import {
  magasinDe,
  type Recu,
  type Vente,
  type VenteConclue,
  type VenteEncaissee,
  type VenteEnDoute,
} from '../domain/vente.ts';
import type { Baux } from './baux.ts';
import {
  BailPerdu,
  type Delais,
  type Echeance,
  indisponible,
  type Mesures,
  ouvrirEcheance,
} from './echeance.ts';
import { type Conclusion, type DependancesVente, poursuivreVente } from './poursuivre-vente.ts';
import { ClientParti } from './presence.ts';

export interface CheckoutReussi {
  __typename: 'CheckoutReussi';
  rejoue: boolean;
  vente: VenteEncaissee;
  /** The receipt, when this very call wrote it. */
  recu?: Recu;
}

export interface VenteEnCoursEchec extends Echec<'VenteEnCours'> {
  reessayerDansMs: number;
}

export type ResultatCheckout =
  | CheckoutReussi
  | EchecDe<RefusMontre>
  | VenteEnCoursEchec
  | Echec<'CleReutilisee'>
  | SaisieInvalide;

export interface DependancesCheckout extends DependancesVente {
  ventes: Pick<
    VenteRepository,
    'reclamer' | 'valider' | 'commencerCompensation' | 'refuser' | 'parIds'
  >;
  rendreVente: (vente: VenteEnDoute) => Promise<void>;
  baux: Baux;
  identity: Identity;
  origine: Origine;
  delais: Delais;
  mesures: Mesures;
  /** Aborted when the till's connection closes before its answer. */
  signal?: AbortSignal | undefined;
}

/** Longest pause between two looks at a sale that somebody else works on. */
const PAUSE_MAXIMUM_MS = 100;

/**
 * Cashes a cart, exactly once per `venteId` whatever is repeated. The sale's row is claimed first, and
 * decides: whoever holds its lease finishes the sale, the others wait for the outcome.
 *
 * @param venteId canonical UUID that the till keeps until a final answer
 * @param saisie the cart, the session and the tenders, as sent
 * @throws PublicError INTERDIT when the sale, or the cart, is of another store than the caller's
 */
export async function checkout(
  dependances: DependancesCheckout,
  venteId: string,
  saisie: SaisieCheckout,
): Promise<ResultatCheckout> {
  const champs = verifierPaiements(saisie.paiements);
  if (champs.length > 0) return saisieInvalide(champs);
  // An id that is not a UUID names nothing: the answer is the same for ever, so nothing is kept.
  const panierId = enUuid(saisie.panierId);
  if (panierId === null) return enEchec({ type: 'PanierIntrouvable' });
  const sessionCaisseId = saisie.sessionCaisseId === null ? null : enUuid(saisie.sessionCaisseId);
  if (sessionCaisseId === null && saisie.sessionCaisseId !== null) {
    return enEchec({ type: 'SessionFermee' });
  }
  const paiements = saisie.paiements.map(({ mode, montant }) => ({ mode, montant }));
  return executerUneFois(dependances, venteId, { panierId, sessionCaisseId, paiements });
}

async function executerUneFois(
  dependances: DependancesCheckout,
  venteId: string,
  saisie: SaisieCheckout,
): Promise<ResultatCheckout> {
  const { ventes, identity, origine, delais, mesures } = dependances;
  const empreinte = empreinteCheckout(saisie);
  const employeId = identity.employe?.id ?? null;
  const demande = { ...saisie, ...origine, empreinte, employeId, magasinId: ownStore(identity) };
  const echeance = ouvrirEcheance(delais.travail, mesures);
  const finAttente = performance.now() + delais.attente;

  // Told once: the looks that follow are not the till's.
  let premiere = true;
  for (let pause = 10; ; pause = Math.min(2 * pause, PAUSE_MAXIMUM_MS)) {
    const { issue, vente } = await echeance.insister('reclamation', () =>
      ventes.reclamer(venteId, { ...demande, premiere }, delais.bail),
    );
    premiere = false;
    exigerMagasin(identity, vente);
    const decision = deciderCle(issue === 'EXISTANTE' ? enCle(vente) : null, empreinte);
    switch (decision.action) {
      case 'REFUSER_CLE':
        return cleReutilisee();
      case 'REJOUER':
        return repondre({ vente: vente as VenteConclue }, true);
      case 'EXECUTER': {
        crashPoint('vente.apres-reclamation');
        const conclusion = await tenter(dependances, vente as VenteEnDoute, echeance);
        if (conclusion) return repondre(conclusion, false);
        break;
      }
      case 'ATTENDRE':
        if (performance.now() >= finAttente) return enCours(decision.ms);
        await attendre(pause);
        break;
      case 'REPRENDRE':
    }
  }
}

/** Finishes the sale, or gives null when somebody else took it over: it is then theirs to finish. */
async function tenter(
  dependances: DependancesCheckout,
  vente: VenteEnDoute,
  echeance: Echeance,
): Promise<Conclusion | null> {
  const { baux, rendreVente } = dependances;
  try {
    return await baux.tenir(
      vente,
      () => rendreVente(vente),
      () => poursuivreVente(dependances, vente, echeance, { caisse: dependances.signal }),
    );
  } catch (erreur) {
    if (erreur instanceof BailPerdu) return null;
    if (erreur instanceof ClientParti) await rendreVente(vente);
    const refusee = await decision(dependances, vente.id);
    if (refusee) return { vente: refusee };
    throw erreur instanceof ClientParti ? indisponible(erreur) : erreur;
  }
}

/** A refusal that could not give everything back yet is a refusal: the till learns it, a sweeper goes on. */
async function decision({ ventes }: DependancesCheckout, venteId: string) {
  const [vente] = await ventes.parIds([venteId]).catch(() => []);
  return vente?.etat === 'EN_COMPENSATION' ? vente : null;
}

/**
 * Before anything is said of a sale, its key included. One that was begun before employees signed in has no store until
 * it has a receipt: its till must still learn what became of it.
 */
export function exigerMagasin(identity: Identity, vente: Vente): void {
  const magasinId = magasinDe(vente);
  if (magasinId !== null) requireStore(identity, magasinId);
}

function enCle({ empreinte, etat, bail }: Vente) {
  return { empreinte, conclue: etat !== 'EN_COURS', bailRestantMs: bail.restantMs };
}

function repondre({ vente, recu }: Conclusion, rejoue: boolean): ResultatCheckout {
  if ('refus' in vente) {
    const { refus } = vente;
    if (refus.type === 'PanierAutreMagasin') throw forbidden('Ce panier est d’un autre magasin.');
    return enEchec(refus);
  }
  return { __typename: 'CheckoutReussi', rejoue, vente, ...(recu && { recu }) };
}

function cleReutilisee(): Echec<'CleReutilisee'> {
  return echec('CleReutilisee', 'Cet identifiant de vente a déjà servi à autre chose.');
}

/** Somebody works on the sale: the till asks again. */
export function enCours(reessayerDansMs: number): VenteEnCoursEchec {
  const phrase = 'Cette vente est en cours d’encaissement. Attendez un instant.';
  return { ...echec('VenteEnCours', phrase), reessayerDansMs };
}

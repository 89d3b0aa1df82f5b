import type { Paiement, StatutTaxe, Taux } from '@caisse/fiscalite';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { EtatEncaisse } from './etats.ts';
import type { RefusVente } from './refus.ts';

/** The right to work on a sale, bounded in time. A higher epoch means that someone took it over. */
export interface Bail {
  epoch: number;
  /** By the database's clock, when the row was read; 0 or less: nobody works on it any more. */
  restantMs: number;
}

/** What is known of a sale from its first statement on. */
interface Dossier {
  id: string;
  /** Null when it was given up before it was ever heard of. */
  empreinte: string | null;
  /** Session of the till that asks, when it said so. */
  sessionDemandeeId: string | null;
  paiementsRemis: Paiement[];
  creeLe: Date;
  /** Business day of the sale in the stores' time zone, YYYY-MM-DD: it decides the tax rates. */
  jour: string;
  /** Who sells; null in what was sold before employees signed in. */
  employeId: string | null;
  /** The store of who sells: only its carts may be sold. */
  employeMagasinId: number | null;
  /** For how long no till has asked, by the database's clock, in milliseconds. */
  silenceMs: number;
  bail: Bail;
}

export interface VenteEnCours extends Dossier {
  etat: 'EN_COURS';
  panierId: string;
}

/** A sale that is refused for good, and still has to give back what it took. */
export interface VenteEnCompensation extends Dossier {
  etat: 'EN_COMPENSATION';
  panierId: string;
  refus: RefusVente;
  /** Ranks of the cards that a person declares given back by other means. */
  cartesRendues: number[];
}

export interface VenteRefusee extends Dossier {
  etat: 'REFUSEE';
  refus: RefusVente;
}

/** A sale with its receipt, frozen at the commit point. */
export interface VenteEncaissee extends Dossier, MontantsRecu {
  etat: EtatEncaisse;
  panierId: string;
  /** Validated by a sweeper: the till never learnt it. */
  concluSansCaisse: boolean;
  /** `<magasin>-<caisse>-<6 digits>`, without gap for each till. */
  numero: string;
  sessionCaisseId: string;
  caisseId: number;
  magasinId: number;
}

/** A sale whose outcome is not written, or not undone yet: someone must go on with it. */
export type VenteEnDoute = VenteEnCours | VenteEnCompensation;

/** A sale whose `checkout` has its final answer: what a refusal gives back does not change it. */
export type VenteConclue = VenteEnCompensation | VenteRefusee | VenteEncaissee;

export type Vente = VenteEnDoute | VenteConclue;

/** The store that a sale belongs to: the one of its receipt, else of who began it. */
export function magasinDe(vente: Vente): number | null {
  return 'numero' in vente ? vente.magasinId : vente.employeMagasinId;
}

/** A cart frozen for one sale. */
export interface PanierFige {
  sessionCaisseId: string;
  caisseId: number;
  magasinId: number;
  lignes: LignePanier[];
}

/** A line to be charged. */
export interface LignePanier {
  produitId: number;
  nomProduit: string;
  quantite: number;
  /** Before taxes. */
  prixUnitaire: Montant;
  statutTps: StatutTaxe;
  statutTvq: StatutTaxe;
}

/** A charged line, with its share of the receipt's taxes. */
export interface LigneRecu extends LignePanier {
  sousTotal: Montant;
  tps: Montant;
  tvq: Montant;
}

/** A line as it is kept. */
export interface LigneVente extends LigneRecu {
  venteId: string;
  /** Place on the receipt, from 0. */
  rang: number;
  quantiteRetournee: number;
}

export interface MontantsRecu {
  sousTotal: Montant;
  tps: Montant;
  tvq: Montant;
  /** Taxes included, before the rounding of cash. */
  total: Montant;
  /** Signed rounding of the cash part. */
  arrondi: Montant;
  monnaie: Montant;
  taux: Taux;
}

/** What the customer takes home. */
export interface Recu extends MontantsRecu {
  lignes: LigneRecu[];
  /** As handed over: the change is not deducted. */
  paiements: PaiementVente[];
}

/** A tender of a receipt. */
export interface PaiementVente extends Paiement {
  /** Taken by a simulated terminal: no money moved. */
  simule: boolean;
}

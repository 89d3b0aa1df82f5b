import type { Paiement } from '@caisse/fiscalite';

import type { EtatEncaisse } from '../domain/etats.ts';
import type { RefusVente } from '../domain/refus.ts';
import type { Vente } from '../domain/vente.ts';

interface DossierJson {
  id: string;
  empreinte: string | null;
  session_demandee_id: string | null;
  paiements_remis: Paiement[];
  cree_le: string;
  jour: string;
  bail_epoch: number;
  bail_restant_ms: number;
  silence_ms: number;
  request_id: string;
  trace_id: string;
  employe_id: string | null;
  employe_magasin_id: number | null;
}

interface RecuJson {
  panier_id: string;
  conclu_sans_caisse: boolean;
  numero: string;
  session_caisse_id: string;
  caisse_id: number;
  magasin_id: number;
  sous_total: number;
  tps: number;
  tvq: number;
  total: number;
  arrondi: number;
  monnaie: number;
  taux_tps: number;
  taux_tvq: number;
}

/**
 * A row as the SQL function `vente_json` writes it. The constraints of the table promise what belongs
 * to each state; amounts are numbers in JSON, exact within the safe range that a Montant keeps to.
 */
export type VenteJson = DossierJson &
  (
    | { etat: 'EN_COURS'; panier_id: string }
    | {
        etat: 'EN_COMPENSATION';
        panier_id: string;
        refus: RefusVente;
        cartes_rendues: number[] | null;
      }
    | { etat: 'REFUSEE'; refus: RefusVente }
    | ({ etat: EtatEncaisse } & RecuJson)
  );

/** A row of a statement that gives sales. */
export interface LigneVenteSql {
  vente: VenteJson;
}

/** The sale of a statement that gives one or none. */
export function premiereVente([ligne]: LigneVenteSql[]): Vente | null {
  return ligne ? enVente(ligne.vente) : null;
}

/** Reads a row into the domain's types. */
export function enVente(json: VenteJson): Vente {
  const dossier = {
    id: json.id,
    empreinte: json.empreinte,
    sessionDemandeeId: json.session_demandee_id,
    paiementsRemis: json.paiements_remis,
    creeLe: new Date(json.cree_le),
    jour: json.jour,
    employeId: json.employe_id,
    employeMagasinId: json.employe_magasin_id,
    silenceMs: json.silence_ms,
    bail: { epoch: json.bail_epoch, restantMs: json.bail_restant_ms },
  };
  if (json.etat === 'REFUSEE') return { ...dossier, etat: json.etat, refus: json.refus };
  const { panier_id: panierId } = json;
  if (json.etat === 'EN_COURS') return { ...dossier, etat: json.etat, panierId };
  if (json.etat === 'EN_COMPENSATION') {
    const cartesRendues = json.cartes_rendues ?? [];
    return { ...dossier, etat: json.etat, panierId, refus: json.refus, cartesRendues };
  }
  return {
    ...dossier,
    etat: json.etat,
    panierId,
    concluSansCaisse: json.conclu_sans_caisse,
    numero: json.numero,
    sessionCaisseId: json.session_caisse_id,
    caisseId: json.caisse_id,
    magasinId: json.magasin_id,
    sousTotal: json.sous_total,
    tps: json.tps,
    tvq: json.tvq,
    total: json.total,
    arrondi: json.arrondi,
    monnaie: json.monnaie,
    taux: { tps: json.taux_tps, tvq: json.taux_tvq },
  };
}

import type { Annulation, RemboursementDeclare } from '../domain/annulation.ts';
import type { RefusAnnulation } from '../domain/refus.ts';

interface DossierJson {
  id: string;
  vente_id: string;
  empreinte: string;
  motif: string;
  cree_le: string;
  jour: string;
  bail_epoch: number;
  bail_restant_ms: number;
  request_id: string;
  trace_id: string;
}

interface NoteJson {
  numero: string | null;
  sous_total: number;
  tps: number;
  tvq: number;
  total: number;
  arrondi: number;
}

/** A row as the SQL function `annulation_json` writes it; the table's constraints promise its shape. */
export type AnnulationJson = DossierJson &
  (
    | { etat: 'EN_COURS'; declares: RemboursementDeclare[] | null }
    | { etat: 'REFUSEE'; refus: RefusAnnulation }
    | ({ etat: 'VALIDEE' } & NoteJson)
  );

/** Reads a row into the domain's types. */
export function enAnnulation(json: AnnulationJson): Annulation {
  const dossier = {
    id: json.id,
    venteId: json.vente_id,
    empreinte: json.empreinte,
    motif: json.motif,
    creeLe: new Date(json.cree_le),
    jour: json.jour,
    bail: { epoch: json.bail_epoch, restantMs: json.bail_restant_ms },
  };
  if (json.etat === 'EN_COURS') {
    return { ...dossier, etat: json.etat, declares: json.declares ?? [] };
  }
  if (json.etat === 'REFUSEE') return { ...dossier, etat: json.etat, refus: json.refus };
  const { etat, numero, sous_total: sousTotal, tps, tvq, total, arrondi } = json;
  return { ...dossier, etat, numero, sousTotal, tps, tvq, total, arrondi };
}

import type { Dossier, EtapeDossier, SorteDossier } from '../domain/dossier.ts';
import type { Participant } from '../domain/participants.ts';

/** A row of `dossier` as JSON. */
export interface DossierJson {
  sorte: SorteDossier;
  id: string;
  rang: number;
  magasin_id: number | null;
  ouvert_le: string;
  a_traiter_le: string | null;
  prochain_essai: string;
  essais: number;
  participant: Participant | null;
  historique: (Omit<EtapeDossier, 'instant'> & { instant: string })[];
}

/** Reads a row into the domain's type. */
export function enUnDossier(json: DossierJson): Dossier {
  return {
    sorte: json.sorte,
    sujetId: json.id,
    rang: json.rang,
    magasinId: json.magasin_id,
    ouvertLe: new Date(json.ouvert_le),
    aTraiterLe: json.a_traiter_le === null ? null : new Date(json.a_traiter_le),
    prochainEssai: new Date(json.prochain_essai),
    essais: json.essais,
    participant: json.participant,
    historique: json.historique.map((etape) => ({ ...etape, instant: new Date(etape.instant) })),
  };
}

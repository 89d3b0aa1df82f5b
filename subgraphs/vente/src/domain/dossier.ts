import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { IssueEssai, Participant } from './participants.ts';

/** What a case is about: a sale in doubt, a return in progress, a refund that a card refused. */
export const SORTES_DOSSIER = ['VENTE', 'RETOUR', 'REMBOURSEMENT'] as const;
export type SorteDossier = (typeof SORTES_DOSSIER)[number];

/** After so many tries in vain, or so long, a person has to look at a case; trying goes on. */
export const ESSAIS_MAXIMUM = 10;
export const AGE_MAXIMUM_MS = 15 * 60_000;

/** The key of a case; `rang` is the refund's, 0 for a sale and for a return. */
export interface CleDossier {
  sorte: SorteDossier;
  id: string;
  rang: number;
}

/** One try in vain, or what a person did. */
export interface EtapeDossier extends IssueEssai {
  instant: Date;
}

/** A case: what nobody could finish yet. */
export interface Dossier {
  sorte: SorteDossier;
  /** The sale's id, or the return's. */
  sujetId: string;
  rang: number;
  magasinId: number | null;
  ouvertLe: Date;
  aTraiterLe: Date | null;
  prochainEssai: Date;
  essais: number;
  /** Whose answer is missing, or who said no. */
  participant: Participant | null;
  historique: EtapeDossier[];
}

/** The id of a case in the API. */
export function idDossier({ sorte, sujetId, rang }: Dossier): string {
  return `${sorte}:${sujetId}:${rang}`;
}

/** Reads the id of a case; null when it can name none. */
export function lireIdDossier(brut: string): CleDossier | null {
  const [sorte, id, rang, ...reste] = brut.split(':');
  const cle = enUuid(id ?? '');
  const connue = SORTES_DOSSIER.find((une) => une === sorte);
  if (!connue || cle === null || !/^\d{1,3}$/.test(rang ?? '') || reste.length > 0) return null;
  return { sorte: connue, id: cle, rang: Number(rang) };
}

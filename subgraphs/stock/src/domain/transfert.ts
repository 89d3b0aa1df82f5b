import { createHash } from 'node:crypto';

import type { ChampInvalide } from '@caisse/subgraph-kit/domaine';

import { BORNES_TRANSFERT, type Ligne, type LigneSaisie, verifierLignes } from './lignes.ts';

export type StatutTransfert = 'RECU';

/** Goods moved from a place to another. */
export interface Transfert {
  id: string;
  statut: StatutTransfert;
  sourceId: number;
  destinationId: number;
  /** By product. */
  lignes: Ligne[];
  creeLe: Date;
}

/** A transfer as it is asked for. */
export interface SaisieTransfert {
  transfertId: string;
  sourceId: string;
  destinationId: string;
  lignes: readonly LigneSaisie[];
}

/** A transfer to do, its lines one per product. */
export interface DemandeTransfert {
  id: string;
  sourceId: number;
  destinationId: number;
  lignes: Ligne[];
}

/**
 * Checks the fields of a transfer, its places apart.
 *
 * @returns the lines to move, and the refused fields: none when all is well
 */
export function verifierTransfert({ sourceId, destinationId, lignes }: SaisieTransfert): {
  lignes: Ligne[];
  champs: ChampInvalide[];
} {
  const resultat = verifierLignes(lignes, BORNES_TRANSFERT);
  if (sourceId !== destinationId) return resultat;
  const message = 'Le lieu d’arrivée doit différer du lieu de départ.';
  return { ...resultat, champs: [{ champ: 'destinationId', message }, ...resultat.champs] };
}

/**
 * What makes two requests the same transfer: places and quantities, whatever the order of the lines and
 * however they were split.
 *
 * @returns SHA-256, in hexadecimal
 */
export function empreinteTransfert({
  sourceId,
  destinationId,
  lignes,
}: Omit<DemandeTransfert, 'id'>): string {
  const parProduit = [...lignes].sort((a, b) => a.produitId - b.produitId);
  const contenu = [sourceId, destinationId, parProduit.map((l) => [l.produitId, l.quantite])];
  return createHash('sha256').update(JSON.stringify(contenu)).digest('hex');
}

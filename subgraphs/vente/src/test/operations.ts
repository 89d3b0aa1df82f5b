import { randomUUID } from 'node:crypto';

import type { Paiement } from '@caisse/fiscalite';
import type { TestCaller } from '@caisse/subgraph-kit/test';
import { expect } from '@jest/globals';

import { ANNULER, CHECKOUT, VENTE_PAR_ID } from './documents.ts';
import { caissiere, DIRECTION, type Montage } from './monter.ts';

export interface VenteRecue {
  id: string;
  numero: string | null;
  statut: string;
  sousTotal: number;
  tps: number;
  tvq: number;
  total: number;
  arrondi: number;
  monnaie: number;
  lignes: { produit: { id: string }; quantite: number; quantiteRetournee: number }[];
  paiements: Paiement[];
  annulations: { id: string; total: number }[];
}

/** The fields of every member of the union: a test asserts the type name before it reads others. */
export interface ReponseCheckout {
  __typename: string;
  code: string;
  message: string;
  rejoue: boolean;
  vente: VenteRecue;
  reessayerDansMs: number;
}

export interface ReponseAnnulation {
  __typename: string;
  code: string;
  message: string;
  rejoue: boolean;
  vente: VenteRecue;
  annulation: {
    id: string;
    sousTotal: number;
    tps: number;
    tvq: number;
    total: number;
    arrondi: number;
    lignes: { produit: { id: string }; quantite: number }[];
    remboursements: Paiement[];
  };
}

export interface EntreeCheckout {
  venteId: string;
  panierId: string;
  sessionCaisseId?: string;
  paiements: Paiement[];
}

/** @param appelant someone of the cart's store unless told */
export async function encaisser(
  montage: Montage,
  input: EntreeCheckout,
  appelant = caissiere(montage.etat.paniers.get(input.panierId)?.magasinId),
): Promise<ReponseCheckout> {
  const demande = montage.demander<{ checkout: ReponseCheckout }>(CHECKOUT, { input }, appelant);
  return (await demande).checkout;
}

export interface EntreeAnnulation {
  annulationId?: string;
  venteId: string;
  motif?: string;
  lignes?: { produitId: string; quantite: number }[];
}

export async function annuler(
  montage: Montage,
  { annulationId = randomUUID(), motif = 'Produit abîmé', ...reste }: EntreeAnnulation,
  appelant: TestCaller = DIRECTION,
): Promise<ReponseAnnulation> {
  const input = { annulationId, motif, ...reste };
  const demande = montage.demander<{ annulerVente: ReponseAnnulation }>(
    ANNULER,
    { input },
    appelant,
  );
  return (await demande).annulerVente;
}

/** The simplest accepted checkout of a cart: a large bill. */
export function auComptant(panierId: string, montant = 100_000): EntreeCheckout {
  return { venteId: randomUUID(), panierId, paiements: [{ mode: 'COMPTANT', montant }] };
}

export async function lire(montage: Montage, id: string): Promise<VenteRecue> {
  return (await montage.demander<{ vente: VenteRecue }>(VENTE_PAR_ID, { id })).vente;
}

/** Nothing was sold, nothing is held: the cart can be sold again, the stock is what it was. */
export async function rienNAChange(
  montage: Montage,
  { venteId, panierId }: EntreeCheckout,
  disponible: number,
): Promise<void> {
  expect(montage.etat.disponible.get(5)).toBe(disponible);
  expect(montage.etat.paniers.get(panierId)?.gelePar ?? null).toBeNull();
  expect(await lire(montage, venteId)).toMatchObject({
    ...{ statut: 'REFUSEE', numero: null, total: 0 },
    ...{ lignes: [], paiements: [] },
  });
  expect(await montage.base.query('SELECT FROM evenement WHERE id = $1', [venteId])).toEqual([]);
}

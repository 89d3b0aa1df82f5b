import { enMontant, type Montant } from '@caisse/subgraph-kit/domaine';

import type { Periode } from './periode.ts';

/** A report: its lists and totals are read only when the client asks for them. */
export interface Rapport {
  periode: Periode;
  /** Reads the totals once, however many of them are asked for. */
  sommaire: () => Promise<Sommaire>;
}

/** Net totals of a period, in cents. */
export interface Sommaire {
  /** Taxes included. */
  total: Montant;
  tps: Montant;
  tvq: Montant;
  /** Sales, less those returned in full: negative where only such returns happened. */
  nombreVentes: number;
}

/** Net sales of a place. */
export interface VentesMagasin {
  magasinId: number;
  total: Montant;
  nombreVentes: number;
}

/** Net sales of a product. */
export interface VentesProduit {
  produitId: number;
  quantite: number;
  total: Montant;
}

/** Net sales of a business day, YYYY-MM-DD. */
export interface VentesJour {
  jour: string;
  total: Montant;
  nombreVentes: number;
}

/** Net sales of an hour of the day, 0 to 23. */
export interface VentesHeure {
  heure: number;
  total: Montant;
  nombreVentes: number;
}

/**
 * The average sale, rounded half up to the cent.
 *
 * @returns 0 without a sale
 */
export function panierMoyen({
  total,
  nombreVentes,
}: Pick<Sommaire, 'total' | 'nombreVentes'>): Montant {
  if (nombreVentes <= 0) return 0;
  // The floor of (2 × total + nombre) / (2 × nombre), in big integers since doubling may leave the safe ones.
  const dividende = 2n * BigInt(total) + BigInt(nombreVentes);
  const diviseur = 2n * BigInt(nombreVentes);
  const quotient = dividende / diviseur;
  // Division of big integers truncates towards zero: one less is the floor of a negative fraction.
  const enTrop = dividende < 0n && dividende % diviseur !== 0n ? 1n : 0n;
  return enMontant(quotient - enTrop);
}

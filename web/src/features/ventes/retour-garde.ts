import type { SaisieRetour } from './retour.ts';

/** A return that the server refused to who asked for it, so that another person sends the same. */
export type RetourGarde = {
  /** Under which it was asked: whoever goes on asks under it too. */
  annulationId: string;
  venteId: string;
  saisie: SaisieRetour;
  motif: string;
  /** Who prepared it, and what they were told. */
  par: { id: string; nom: string };
  refus: string;
};

// Outside of every component: the page goes with the sign-in of who prepared it, and the next one comes to this tab.
// It holds what was typed and nothing that was read, and a reload forgets it.
let garde: RetourGarde | null = null;
let ouvert = false;

/** Keeps a return for who comes next; the sales page opens on it. */
export function garderRetour(retour: RetourGarde): void {
  garde = retour;
  ouvert = true;
}

/** What was prepared for a sale, or null. */
export function retourGarde(venteId: string): RetourGarde | null {
  return garde?.venteId === venteId ? garde : null;
}

/** The sale whose return was left open when the page went away, or null. */
export function venteARouvrir(): string | null {
  return ouvert ? (garde?.venteId ?? null) : null;
}

/** Somebody closed it: it is there for who opens that sale, and opens no page by itself any more. */
export function laisserRetour(): void {
  ouvert = false;
}

/** The return has its answer for good. */
export function oublierRetour(venteId: string): void {
  if (garde?.venteId === venteId) garde = null;
}

import type { Hasard } from './hasard.ts';
import type { Point } from './points.ts';
import type { Lien, NomProcessus } from './systeme.ts';

// What a figure is going to break, from the seed alone. A plan has a stream of its own: nothing that the system
// answers, and no other choice of the figure, shifts what comes next in it.

/** A death: so long after the one before, of so many milliseconds on average. */
export interface Mort {
  apresMs: number;
  victime: NomProcessus;
}

/** Deaths without end, at exponential intervals. */
export function* planMorts(
  hasard: Hasard,
  noms: readonly NomProcessus[],
  moyenneMs: number,
): Generator<Mort, never> {
  for (;;) {
    const apresMs = Math.round(-Math.log(1 - hasard.nombre()) * moyenneMs);
    yield { apresMs, victime: hasard.choisir(noms) };
  }
}

/** PostgreSQL runs for a while, then not. */
export interface Arret {
  apresMs: number;
  absenceMs: number;
}

export const planArrets = (hasard: Hasard, nombre: number): Arret[] =>
  Array.from({ length: nombre }, () => ({
    apresMs: hasard.entre(500, 1_500),
    absenceMs: hasard.entre(0, 1_000),
  }));

/** A process stands still. */
export interface Gel {
  apresMs: number;
  qui: 'vente' | 'stock';
  dureeMs: number;
}

/** One gel in three is of stock, for 1 to 3 s; the others of vente, for longer than its lease. */
export const planGels = (hasard: Hasard, nombre: number, bailMs: number): Gel[] =>
  Array.from({ length: nombre }, (_, rang) => {
    const apresMs = hasard.entre(300, 1_200);
    return rang % 3 === 1
      ? { apresMs, qui: 'stock', dureeMs: hasard.entre(1_000, 3_000) }
      : { apresMs, qui: 'vente', dureeMs: bailMs + hasard.entre(100, 3_000) };
  });

/** Where the first process dies, and where one dies while the first is recovered from. */
export interface Paire {
  point: Point;
  encore: Point;
}

/** @param premiers what only a recovery passes is not where the first death can be */
export const planPaires = (
  hasard: Hasard,
  premiers: readonly Point[],
  points: readonly Point[],
  nombre: number,
): Paire[] =>
  Array.from({ length: nombre }, () => ({
    point: hasard.choisir(premiers),
    encore: hasard.choisir(points),
  }));

/** The link on which the first answer of each sale is lost. A sale paid in cash never speaks to the terminal. */
export const planPertes = (
  hasard: Hasard,
  parCarte: readonly boolean[],
  liens: readonly Lien[],
): Lien[] =>
  parCarte.map((carte) => hasard.choisir(liens.filter((l) => carte || l !== 'vente-terminal')));

/** What is altered of a sale that is sent again. */
export const ALTERATIONS = ['panier', 'session', 'montant', 'mode'] as const;
export type Alteration = (typeof ALTERATIONS)[number];

export const planAlterations = (hasard: Hasard, nombre: number): Alteration[] =>
  Array.from({ length: nombre }, () => hasard.choisir(ALTERATIONS));

/** COMPARER leaves the live sums as they are; REMPLACER puts the rebuilt ones in their place. */
export type Genre = 'COMPARER' | 'REMPLACER';

/** A rebuild that a process works on. */
export interface Reconstruction {
  id: string;
  genre: Genre;
  /** The process that holds it. */
  preneur: string;
  /** Events folded so far. */
  evenements: number;
  /** Where in the log the fold ends: what follows is counted in both sets by the consumer. Null: nothing to fold. */
  borne: string | null;
}

/** How far a rebuild is, and what it found. */
export interface Progres {
  etat: 'DEMANDEE' | 'EN_COURS' | 'TERMINEE' | 'ECHOUEE';
  etape: 'ATTENTE' | 'LECTURE' | 'COMPARAISON' | 'FIN';
  evenements: number;
  /** Events counted live when it began. */
  attendus: number;
  /** Rows compared. */
  lignes: number;
  nombreEcarts: number;
  /** The first ones. */
  ecarts: Ecart[];
  message: string | null;
}

/** A row that is not the same in both sets; null where it is missing. */
export interface Ecart {
  table: string;
  vivant: Record<string, unknown> | null;
  reconstruit: Record<string, unknown> | null;
}

/** Business days, YYYY-MM-DD, both included. */
export interface Periode {
  du: string;
  au: string;
}

const JOUR_MS = 86_400_000;

/**
 * Cuts a period into slices.
 *
 * @param jours most days in a slice
 */
export function decouper({ du, au }: Periode, jours: number): Periode[] {
  const tranches: Periode[] = [];
  const fin = Date.parse(au);
  for (let debut = Date.parse(du); debut <= fin; debut += jours * JOUR_MS) {
    const dernier = Math.min(fin, debut + (jours - 1) * JOUR_MS);
    tranches.push({ du: enJour(debut), au: enJour(dernier) });
  }
  return tranches;
}

function enJour(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

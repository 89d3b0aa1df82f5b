/** One look at the memory of a process. */
export interface Echantillon {
  /** Seconds since the process began to work. */
  s: number;
  /** Bytes that the process takes of the machine. */
  rss: number;
  /** Bytes of the heap that are in use, garbage included. */
  tas: number;
}

export type Mesure = 'rss' | 'tas';

/** What a measure does over the time that counts. */
export interface Tendance {
  /** Samples that count. */
  nombre: number;
  /** Middle of them, in bytes. */
  niveau: number;
  /** Bytes an hour. */
  pente: number;
  /** What the slope adds over the time that counts, in bytes. */
  montee: number;
  /** Standard deviation around the slope, in bytes. */
  bruit: number;
  plate: boolean;
}

/** A rise within this many deviations cannot be told from collections that come and go. */
const BRUITS = 2;
/** A rise under this share of the level is no matter. */
const PART = 0.02;

/** Samples of a process after its time to warm up. */
export const apresChauffe = (processus: readonly Echantillon[], chauffeS: number): Echantillon[] =>
  processus.filter(({ s }) => s >= chauffeS);

/** How long the samples that count last, in seconds. */
export function dureeComptee(segments: readonly Echantillon[][]): number {
  return segments.reduce(
    (somme, segment) => somme + (segment.at(-1)?.s ?? 0) - (segment[0]?.s ?? 0),
    0,
  );
}

/**
 * The straight line through the samples, with one slope for all processes and a level of its own for each: a run that
 * was interrupted goes on in a new process.
 *
 * @param segments samples that count, process by process
 */
export function tendance(segments: readonly Echantillon[][], mesure: Mesure): Tendance {
  const ecarts = segments.flatMap((segment) => {
    const temps = moyenne(segment.map(({ s }) => s));
    const niveau = moyenne(segment.map((e) => e[mesure]));
    return segment.map((e) => ({ x: e.s - temps, y: e[mesure] - niveau }));
  });
  const somme = (terme: (e: { x: number; y: number }) => number) =>
    ecarts.reduce((total, e) => total + terme(e), 0);
  const pente = somme(({ x, y }) => x * y) / (somme(({ x }) => x * x) || 1);
  const libres = Math.max(1, ecarts.length - segments.length - 1);
  const bruit = Math.sqrt(somme(({ x, y }) => (y - pente * x) ** 2) / libres);
  const montee = pente * dureeComptee(segments);
  const niveau = moyenne(segments.flat().map((e) => e[mesure]));
  const plate = montee <= BRUITS * bruit || montee <= PART * niveau;
  return { nombre: ecarts.length, niveau, pente: pente * 3_600, montee, bruit, plate };
}

function moyenne(valeurs: readonly number[]): number {
  return valeurs.reduce((somme, valeur) => somme + valeur, 0) / (valeurs.length || 1);
}

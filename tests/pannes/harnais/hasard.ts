import { createHash } from 'node:crypto';

/** A stream of choices that a seed fixes: two runs with the same seed inject the same faults. */
export interface Hasard {
  /** A number in [0, 1). */
  nombre(): number;
  /** An integer in [0, limite). */
  entier(limite: number): number;
  /** An integer in [de, a], both included. */
  entre(de: number, a: number): number;
  choisir<T>(liste: readonly T[]): T;
  /** True once in so many times. */
  uneFoisSur(n: number): boolean;
  /** A UUID of version 7 in shape; its bits all come from the seed. */
  uuid(): string;
}

/**
 * Makes a stream of choices (mulberry32).
 *
 * @param graine the run's seed
 * @param usage what it is for: each usage has a stream of its own, so that none shifts another's choices
 */
export function creerHasard(graine: string, usage: string): Hasard {
  let etat = createHash('sha256').update(`${graine}/${usage}`).digest().readUInt32LE(0);
  const bits = () => {
    etat = (etat + 0x6d2b79f5) | 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const hasard: Hasard = {
    nombre: () => bits() / 2 ** 32,
    entier: (limite) => Math.floor(hasard.nombre() * limite),
    entre: (de, a) => de + hasard.entier(a - de + 1),
    choisir: (liste) => {
      const choisi = liste[hasard.entier(liste.length)];
      if (choisi === undefined) throw new Error('There is nothing to choose from');
      return choisi;
    },
    uneFoisSur: (n) => hasard.entier(n) === 0,
    uuid: () => {
      const h = Array.from({ length: 4 }, () => bits().toString(16).padStart(8, '0')).join('');
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-7${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
    },
  };
  return hasard;
}

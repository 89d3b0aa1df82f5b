import { dater, type HistoireDatee } from './dater.ts';
import type { Histoire } from './histoire.ts';
import type { MiniSysteme } from './mini-systeme.ts';
import {
  accorder,
  type Ecriture,
  type Lecture,
  type Violation,
  verifierHistoire,
} from './verifier-histoire.ts';

/** What a history shows. */
export interface Jugement {
  datee: HistoireDatee;
  /** Nothing is forgiven. */
  strictes: Violation[];
  /** Some writes are given time. */
  violations: Violation[];
  /** How many writes are. */
  accordees: number;
}

/** The longest life of an entry: that long a write may stay unseen that the cache was not told of. */
export const DELAI_MS = 10_000;

/** Dates a history by the ledger and checks it. @param douteuse writes that the cache may not have been told of */
export async function juger(
  mini: Pick<MiniSysteme, 'sql'>,
  histoire: Histoire,
  {
    douteuse = () => false,
    delaiMs = DELAI_MS,
    parmi = () => true,
  }: {
    douteuse?: (ecriture: Ecriture) => boolean;
    delaiMs?: number;
    /** Readings to look at. */
    parmi?: (lecture: Lecture) => boolean;
  } = {},
): Promise<Jugement> {
  const toutes = await dater(mini, histoire);
  const datee = { ...toutes, lectures: toutes.lectures.filter(parmi) };
  return {
    datee,
    strictes: verifierHistoire(datee.ecritures, datee.lectures),
    violations: verifierHistoire(accorder(datee.ecritures, delaiMs, douteuse), datee.lectures),
    accordees: datee.ecritures.filter(douteuse).length,
  };
}

/** For how long the longest was wrong, in whole milliseconds. */
export const agePire = (violations: readonly Violation[]): number =>
  Math.ceil(violations.reduce((pire, { ageMs }) => Math.max(pire, ageMs), 0));

import { setTimeout as attendre } from 'node:timers/promises';

import type { ReadEvents } from '@caisse/subgraph-kit';

import type { ReconstructionRepository } from '../data/reconstruction-repository.ts';
import { apportDe, type EvenementCompte } from '../domain/apport.ts';
import {
  decouper,
  type Ecart,
  type Progres,
  type Reconstruction,
} from '../domain/reconstruction.ts';

export interface DependancesReconstruction {
  reconstructions: ReconstructionRepository;
  lire: ReadEvents<EvenementCompte>;
  /** Longest wait for the consumer, once the log is read. */
  attenteMs: number;
  /** How long the lease lasts: several times what a slice takes. */
  bailMs: number;
  /** Says that the process ends: the rebuild is left for the next one, which goes on with it. */
  signal: AbortSignal;
}

const TRANCHE = 500;
const JOURS = 14;
const ECARTS_GARDES = 100;

/** Somebody else goes on with it. */
export class ReconstructionPerdue extends Error {
  override readonly name = 'ReconstructionPerdue';
}

/**
 * Rebuilds the sums from the whole log beside the live ones, compares the two, and exchanges them if that was
 * asked.
 *
 * @throws ReconstructionPerdue when another process took it over
 */
export async function reconstruire(
  dependances: DependancesReconstruction,
  reconstruction: Reconstruction,
): Promise<void> {
  const { reconstructions } = dependances;
  const suivi = await replier(dependances, reconstruction);
  await comparer(dependances, reconstruction);
  const message = suivi
    ? null
    : 'the live sums did not follow the log: they lack what they had not read';
  if (!(await reconstructions.terminer(reconstruction, 'TERMINEE', message))) {
    throw new ReconstructionPerdue();
  }
}

/**
 * Folds the log to its end, then until the consumer has counted the last event too.
 *
 * @returns false when the consumer did not follow: the comparison then shows what it lacks
 */
async function replier(
  dependances: DependancesReconstruction,
  reconstruction: Reconstruction,
): Promise<boolean> {
  const { reconstructions, lire, attenteMs } = dependances;
  let dernier: string | undefined;
  let fin = Infinity;
  for (;;) {
    const de = await reconstructions.position();
    const { events, cursor, more } = await lire(de, TRANCHE);
    if (cursor !== null && events.length > 0) {
      await reconstructions.appliquer(events.map(apportDe), de, cursor);
      reconstruction.evenements += events.length;
      dernier = events.at(-1)?.id;
    }
    await avancer(dependances, reconstruction, more ? 'LECTURE' : 'RATTRAPAGE');
    if (more) continue;
    if (dernier === undefined || (await reconstructions.estCompte(dernier))) return true;
    fin = Math.min(fin, performance.now() + attenteMs);
    if (performance.now() >= fin) return false;
    await attendre(50);
  }
}

async function comparer(
  dependances: DependancesReconstruction,
  reconstruction: Reconstruction,
): Promise<void> {
  const { reconstructions } = dependances;
  const total = { lignes: 0, nombreEcarts: 0, ecarts: [] as Ecart[] };
  const ajouter = (lignes: number, ecarts: readonly Ecart[]) => {
    total.lignes += lignes;
    total.nombreEcarts += ecarts.length;
    total.ecarts.push(...ecarts.slice(0, ECARTS_GARDES - total.ecarts.length));
  };
  const { vivants, reconstruits } = await reconstructions.compter();
  const ecart = { table: 'evenement_vu', vivant: { vivants }, reconstruit: { reconstruits } };
  ajouter(1, vivants === reconstruits ? [] : [ecart]);
  const jours = await reconstructions.jours();
  for (const tranche of jours ? decouper(jours, JOURS) : []) {
    const { lignes, ecarts } = await reconstructions.comparer(tranche);
    ajouter(lignes, ecarts);
    await avancer(dependances, reconstruction, 'COMPARAISON');
  }
  await reconstructions.noter(reconstruction, total);
}

async function avancer(
  { reconstructions, bailMs, signal }: DependancesReconstruction,
  reconstruction: Reconstruction,
  etape: Progres['etape'],
): Promise<void> {
  signal.throwIfAborted();
  const { evenements } = reconstruction;
  if (!(await reconstructions.avancer(reconstruction, { etape, evenements }, bailMs))) {
    throw new ReconstructionPerdue();
  }
}

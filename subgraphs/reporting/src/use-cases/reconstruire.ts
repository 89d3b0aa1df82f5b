import { isAfter, type ReadEvents } from '@caisse/subgraph-kit';

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
  await replier(dependances, reconstruction);
  await comparer(dependances, reconstruction);
  if (!(await reconstructions.terminer(reconstruction, 'TERMINEE'))) {
    throw new ReconstructionPerdue();
  }
}

/**
 * Folds the log up to the place from which the consumer counts in both sets, and no further: an event after it would
 * count twice in the second set.
 */
async function replier(
  dependances: DependancesReconstruction,
  reconstruction: Reconstruction,
): Promise<void> {
  const { reconstructions, lire } = dependances;
  const { borne } = reconstruction;
  for (let limite = TRANCHE; ;) {
    const de = await reconstructions.position();
    if (de === borne) return;
    const { events, unread, cursor } = await lire(de, limite);
    const lus = events.length + unread.length;
    if (lus === 0) throw new Error(`The log ends before ${borne}, up to which it was counted`);
    if (isAfter(cursor, borne)) {
      if (lus === 1) throw new Error(`No event of the log stands at ${borne}`);
      limite = Math.floor(lus / 2);
      continue;
    }
    const [illisible] = unread;
    if (illisible) throw new Error(`Event ${illisible.id} cannot be read: ${illisible.reason}`);
    if (cursor !== null) await reconstructions.appliquer(events.map(apportDe), de, cursor);
    reconstruction.evenements += lus;
    await avancer(dependances, reconstruction, 'LECTURE');
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
  const ecart = { table: 'curseur', vivant: { vivants }, reconstruit: { reconstruits } };
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

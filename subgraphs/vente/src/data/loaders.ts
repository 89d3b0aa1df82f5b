import { manyByKey, oneByKey } from '@caisse/subgraph-kit';

import type { Annulation, AnnulationValidee } from '../domain/annulation.ts';
import type { AnnulationRepository } from './annulation-repository.ts';
import type { DetailRepository } from './detail-repository.ts';
import type { VenteRepository } from './vente-repository.ts';

/** Loaders of one request: what a request reads for many sales is one batch. */
export function createLoaders(
  ventes: VenteRepository,
  annulations: AnnulationRepository,
  details: DetailRepository,
) {
  return {
    vente: oneByKey(
      (ids: readonly string[]) => ventes.parIds(ids),
      ({ id }) => id,
    ),
    lignes: manyByKey(
      (ids: readonly string[]) => details.lignes(ids),
      ({ venteId }) => venteId,
    ),
    paiements: manyByKey(
      (ids: readonly string[]) => details.paiements(ids),
      ({ venteId }) => venteId,
    ),
    annulations: manyByKey(
      async (venteIds: readonly string[]) => (await annulations.desVentes(venteIds)).filter(faite),
      ({ venteId }) => venteId,
    ),
    /** Returns in any state. */
    retour: oneByKey(
      (ids: readonly string[]) => annulations.parIds(ids),
      ({ id }) => id,
    ),
    /** Done returns only: one in progress, or refused, is no credit note. */
    annulation: oneByKey(
      async (ids: readonly string[]) => (await annulations.parIds(ids)).filter(faite),
      ({ id }) => id,
    ),
    lignesCreditees: manyByKey(
      (ids: readonly string[]) => details.lignesCreditees(ids),
      ({ annulationId }) => annulationId,
    ),
    remboursements: manyByKey(
      (ids: readonly string[]) => details.remboursements(ids),
      ({ annulationId }) => annulationId,
    ),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

function faite<Une extends Annulation>(annulation: Une): annulation is Une & AnnulationValidee {
  return annulation.etat === 'VALIDEE';
}

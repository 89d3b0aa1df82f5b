import { manyByKey, oneByKey } from '@caisse/subgraph-kit';

import type { CaisseRepository } from './caisse-repository.ts';
import type { EmployeRepository } from './employe-repository.ts';
import type { EssaiRepository } from './essai-repository.ts';
import type { MagasinRepository } from './magasin-repository.ts';
import type { SessionCaisseRepository } from './session-caisse-repository.ts';

/** Loaders of one request: what a request reads twice is read once, what it reads for many is one batch. */
export function createLoaders({
  magasins,
  caisses,
  sessions,
  employes,
  essais,
  maintenant,
}: {
  magasins: MagasinRepository;
  caisses: CaisseRepository;
  sessions: SessionCaisseRepository;
  employes: EmployeRepository;
  essais: EssaiRepository;
  maintenant: () => Date;
}) {
  return {
    magasin: oneByKey(
      (ids: readonly number[]) => magasins.parIds(ids),
      ({ id }) => id,
    ),
    caisse: oneByKey(
      (ids: readonly number[]) => caisses.parIds(ids),
      ({ id }) => id,
    ),
    caissesDuMagasin: manyByKey(
      (ids: readonly number[]) => caisses.parMagasins(ids),
      ({ magasinId }) => magasinId,
    ),
    session: oneByKey(
      (ids: readonly string[]) => sessions.parIds(ids),
      ({ id }) => id,
    ),
    /** The open session of a till. */
    sessionOuverte: oneByKey(
      (ids: readonly number[]) => sessions.ouvertes(ids),
      ({ caisseId }) => caisseId,
    ),
    employe: oneByKey(
      (ids: readonly number[]) => employes.parIds(ids),
      ({ id }) => id,
    ),
    /** Until when whoever fails on an employee's account has to wait. */
    attente: oneByKey(
      (ids: readonly number[]) => essais.attentesDe(ids, maintenant()),
      ({ employeId }) => employeId,
    ),
    /** Who can take a till of a store by a PIN. */
    equipe: manyByKey(
      (magasinIds: readonly number[]) => employes.equipes(magasinIds),
      ({ magasinId }) => magasinId ?? 0,
    ),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

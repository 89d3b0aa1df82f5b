import { type Identity, ownStore, requireStore } from '@caisse/subgraph-kit';
import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { FiltreVentes, PageVentes } from '../data/vente-repository.ts';
import { lireMagasin } from '../domain/saisie-magasin.ts';

interface Dependances {
  identity: Identity;
  ventes: { lister(filtre: FiltreVentes): Promise<PageVentes> };
}

interface Saisie extends Pick<FiltreVentes, 'page' | 'compter'> {
  magasinId?: string | null | undefined;
  sessionCaisseId?: string | null | undefined;
}

/** What an id that can name nothing becomes: a key that no row has. */
const AUCUNE_SESSION = '00000000-0000-0000-0000-000000000000';

/**
 * A page of what was sold, the latest first: of the caller's store, for employees of one.
 *
 * @throws PublicError INTERDIT when another store than theirs is named
 */
export async function listerVentes(
  { identity, ventes }: Dependances,
  { magasinId, sessionCaisseId, ...reste }: Saisie,
): Promise<PageVentes> {
  const nomme = magasinId ? lireMagasin(magasinId) : null;
  if (nomme !== null) requireStore(identity, nomme);
  return ventes.lister({
    ...reste,
    magasinId: nomme ?? ownStore(identity),
    sessionCaisseId: sessionCaisseId ? (enUuid(sessionCaisseId) ?? AUCUNE_SESSION) : null,
  });
}

import { forbidden, type Identity, reachesStore } from '@caisse/subgraph-kit';
import { enUuid } from '@caisse/subgraph-kit/domaine';

import type { Loaders } from '../data/loaders.ts';
import { magasinDe, type Vente } from '../domain/vente.ts';

interface Dependances {
  identity: Identity;
  loaders: Pick<Loaders, 'vente' | 'annulation'>;
}

/**
 * The sale of that id, or null when there is none.
 *
 * @throws PublicError INTERDIT when it is of another store than the caller's
 */
export async function lireVente(
  { identity, loaders }: Dependances,
  id: string,
): Promise<Vente | null> {
  const cle = enUuid(id);
  const vente = cle === null ? null : await loaders.vente.load(cle);
  if (vente && !reachesStore(identity, magasinDe(vente))) throw autreMagasin();
  return vente;
}

/**
 * The done return of that id, or null when there is none.
 *
 * @throws PublicError INTERDIT when its sale is of another store than the caller's
 */
export async function lireAnnulation({ identity, loaders }: Dependances, id: string) {
  const cle = enUuid(id);
  const annulation = cle === null ? null : await loaders.annulation.load(cle);
  if (annulation && !reachesStore(identity, annulation.magasinId)) throw autreMagasin();
  return annulation;
}

/** For who asks about a sale of another store. */
export function autreMagasin() {
  return forbidden('Cette vente est d’un autre magasin.');
}

import { type Identity, requireStore } from '@caisse/subgraph-kit';
import { type Echec, enCle } from '@caisse/subgraph-kit/domaine';

import type { Loaders } from '../data/loaders.ts';
import type { SansCaisseRepository } from '../data/sans-caisse-repository.ts';
import { lireMagasin } from '../domain/saisie-magasin.ts';
import type { Vente } from '../domain/vente.ts';
import { venteIntrouvable } from './echecs-annulation.ts';
import { lireVente } from './lire-vente.ts';

export interface DependancesSansCaisse {
  identity: Identity;
  loaders: Pick<Loaders, 'vente' | 'annulation'>;
  sansCaisse: SansCaisseRepository;
}

/**
 * What sweepers sold at a till while it was away, until somebody there has seen it.
 *
 * @throws PublicError INTERDIT for a till of another store than the caller's
 */
export async function concluesSansCaisse(
  { identity, sansCaisse }: DependancesSansCaisse,
  { magasinId, caisseId }: { magasinId: string; caisseId: string },
): Promise<Vente[]> {
  const magasin = lireMagasin(magasinId);
  requireStore(identity, magasin);
  const caisse = enCle(caisseId);
  return caisse === null ? [] : sansCaisse.lister(magasin, caisse);
}

/**
 * Notes that somebody saw one; again does nothing more.
 *
 * @throws PublicError INTERDIT when it is of another store than the caller's
 */
export async function reconnaitreVente(
  dependances: DependancesSansCaisse,
  venteId: string,
): Promise<{ __typename: 'ReconnaissanceReussie'; vente: Vente } | Echec<'VenteIntrouvable'>> {
  const connue = await lireVente(dependances, venteId);
  const vente = connue && (await dependances.sansCaisse.reconnaitre(connue.id));
  return vente ? { __typename: 'ReconnaissanceReussie', vente } : venteIntrouvable();
}

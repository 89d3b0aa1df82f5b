import {
  type CacheStore,
  type Logger,
  type Metrics,
  versionedCache,
  type VersionedCache,
} from '@caisse/subgraph-kit';
import { z } from 'zod';

import type { Produit } from '../domain/produit.ts';
import type { ProduitRepository } from './produit-repository.ts';

/** Products read through the cache, by id. */
export type CacheProduits = VersionedCache<Produit>;

interface Dependances {
  produits: Pick<ProduitRepository, 'parIds'>;
  store: CacheStore | undefined;
  metrics: Metrics;
  logger: Logger;
}

/** What is kept of a product beside its id and version. */
const CONTENU = z.strictObject({
  nom: z.string(),
  description: z.string(),
  prix: z.int(),
  codeBarres: z.string().nullable(),
  categorie: z.strictObject({ id: z.string(), nom: z.string() }).nullable(),
  actif: z.boolean(),
});

/** Makes the cache of products. Its keys, `prd:<id>`, are written by produit alone. */
export function cacheProduits({ produits, ...dependances }: Dependances): CacheProduits {
  return versionedCache<Produit>({
    ...dependances,
    entity: 'produit',
    prefix: 'prd',
    idOf: ({ id }) => String(id),
    read: (ids) => produits.parIds(ids.map(Number)),
    encode: ({ id: _id, version: _version, ...contenu }) => JSON.stringify(contenu),
    decode,
  });
}

function decode(texte: string, id: string, version: number): Produit | null {
  try {
    return { id: Number(id), version, ...CONTENU.parse(JSON.parse(texte)) };
  } catch {
    return null;
  }
}

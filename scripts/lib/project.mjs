// What every script needs to know about the repository, in one place.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The six federated services; the order is the one of the logs and of the supergraph's urls. */
export const SUBGRAPHS = ['produit', 'stock', 'panier', 'vente', 'caisse', 'reporting'];

export const COMMON_SDL = 'packages/subgraph-kit/schema/commun.graphql';
export const SUPERGRAPH = 'router/supergraph.graphql';

/** @param {string} path relative to the root */
export const fromRoot = (path) => join(ROOT, path);

/** @param {string} path relative to the root */
export const read = (path) => readFileSync(fromRoot(path), 'utf8');

/** @param {string} path relative to the root */
export const exists = (path) => existsSync(fromRoot(path));

/**
 * The SDL of a subgraph as it is served: the common definitions, then its own.
 * @param {string} subgraph
 */
export const subgraphSdl = (subgraph) =>
  `${read(COMMON_SDL)}\n${read(`subgraphs/${subgraph}/schema.graphql`)}`;

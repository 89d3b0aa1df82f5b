import { composeServices } from '@apollo/composition';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { SUBGRAPHS, subgraphSdl } from './project.mjs';

/** The port inside the deployment's network, where every subgraph listens under its own name. */
const PORT = 4001;

/**
 * Composes the six schemas.
 * @returns {string} the supergraph's SDL
 * @throws with every composition error, one a line
 */
export function composeSupergraph() {
  const { supergraphSdl, errors } = composeServices(
    SUBGRAPHS.map((name) => ({
      name,
      url: `http://${name}:${PORT}/graphql`,
      typeDefs: parse(subgraphSdl(name)),
    })),
  );
  if (errors || !supergraphSdl) {
    throw new Error((errors ?? []).map(({ message }) => `- ${message}`).join('\n'));
  }
  return `${supergraphSdl.trimEnd()}\n`;
}

/**
 * What a client may see of a supergraph: everything that is not @inaccessible.
 * @param {string} supergraphSdl
 */
export const apiSchema = (supergraphSdl) =>
  Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES })
    .apiSchema()
    .toGraphQLJSSchema();

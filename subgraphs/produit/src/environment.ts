import { cacheEnvironment, readEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';

/** Settings of the process that serves produit. */
export const schema = subgraphEnvironment.extend(cacheEnvironment.shape);

export const environment = () => readEnvironment(schema, process.env);

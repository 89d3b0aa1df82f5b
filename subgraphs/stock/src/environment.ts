import { readEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';

/** Settings of the process that serves stock. */
export const schema = subgraphEnvironment;

export const environment = () => readEnvironment(schema, process.env);

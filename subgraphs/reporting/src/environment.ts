import { readEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';

/** Settings of the process that serves reporting. */
export const schema = subgraphEnvironment;

export const environment = () => readEnvironment(schema, process.env);

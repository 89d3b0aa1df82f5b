import { readEnvironment, retentionEnvironment, subgraphEnvironment } from '@caisse/subgraph-kit';

import { RETENTION } from './data/retention.ts';

/** Settings of the process that serves reporting. */
export const schema = subgraphEnvironment.extend(retentionEnvironment(RETENTION));

export const environment = () => readEnvironment(schema, process.env);

import {
  cacheEnvironment,
  readEnvironment,
  retentionEnvironment,
  subgraphEnvironment,
} from '@caisse/subgraph-kit';

import { RETENTION } from './data/retention.ts';

/** Settings of the process that serves stock. */
export const schema = subgraphEnvironment.extend({
  ...cacheEnvironment.shape,
  ...retentionEnvironment(RETENTION),
});

export const environment = () => readEnvironment(schema, process.env);

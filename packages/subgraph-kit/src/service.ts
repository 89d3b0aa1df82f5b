import type { CacheStore } from './cache/index.ts';
import type { Nudges } from './evenements/nudges.ts';
import type { Credentials } from './identity/keys.ts';
import type { Logger } from './logging.ts';
import type { Transport } from './transport/transport.ts';

/** What the composition root gives to each subgraph: all that differs between the two ways to run. */
export interface ServiceDependencies {
  /** The service's own database. */
  databaseUrl: string;
  databasePoolMax?: number;
  /** Most requests of people in hand at once. */
  inFlightMax?: number;
  /** How to reach the other subgraphs. */
  transport: Transport;
  /** What the service proves who it is with, and knows its callers by. */
  credentials: Credentials;
  /** How to wake the consumers of the event log. */
  nudges: Nudges;
  logger: Logger;
  /** Where rows are cached; without it they are read from the database. Closed by whoever opened it. */
  cache?: CacheStore | undefined;
}

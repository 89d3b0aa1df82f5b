import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
} from 'prom-client';

/** For the series that a service adds to its own registry. */
export { Counter, Gauge, Histogram };

/** The golden signals of one service, in a registry of its own so that several can share a process. */
export interface Metrics {
  registry: Registry;
  /** GraphQL operations by outcome. */
  operations: Counter<'operation' | 'resultat'>;
  /** Seconds that an operation took. */
  duration: Histogram<'operation'>;
  /** Operations being answered right now. */
  inFlight: Gauge;
  /** SQL statements sent to the database, by the method named in their first comment. */
  sqlStatements: Counter<'methode'>;
}

/**
 * Makes the metrics of a service.
 *
 * @param service value of the `service` label on every series
 */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const registers = [registry];
  return {
    registry,
    operations: new Counter({
      name: 'graphql_operations_total',
      help: 'GraphQL operations answered, by operation and outcome.',
      labelNames: ['operation', 'resultat'],
      registers,
    }),
    duration: new Histogram({
      name: 'graphql_operation_duration_seconds',
      help: 'Time to answer a GraphQL operation.',
      labelNames: ['operation'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    inFlight: new Gauge({
      name: 'graphql_operations_in_flight',
      help: 'GraphQL operations being answered.',
      registers,
    }),
    sqlStatements: new Counter({
      name: 'sql_statements_total',
      help: 'SQL statements sent to the database, by the repository method that sent them.',
      labelNames: ['methode'],
      registers,
    }),
  };
}

/**
 * Makes the registry of what belongs to the process rather than to a service: memory, CPU, event loop.
 */
export function createProcessRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/**
 * Writes several registries as one Prometheus page.
 *
 * @param registries registries whose series differ by their `service` label
 */
export async function renderMetrics(registries: readonly Registry[]): Promise<string> {
  // Registry.merge refuses a metric name that two services share; the aggregator keeps them apart by label.
  const series = await Promise.all(registries.map((registry) => registry.getMetricsAsJSON()));
  return AggregatorRegistry.aggregate(series).metrics();
}

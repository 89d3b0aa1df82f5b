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

const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** The golden signals of one service, in a registry of its own so that several can share a process. */
export interface Metrics {
  /** Whose they are. */
  service: string;
  registry: Registry;
  /** GraphQL operations by outcome. */
  operations: Counter<'operation' | 'resultat'>;
  /** Seconds that an operation took. */
  duration: Histogram<'operation'>;
  /** Operations being answered right now. */
  inFlight: Gauge;
  /** Requests refused at once because too much was in hand. */
  shed: Counter<'classe'>;
  /** Fields of Query and Mutation by outcome, `Mutation.checkout`. */
  rootFields: Counter<'champ' | 'resultat'>;
  /** Seconds that a root field took, in the service that resolves it. */
  rootFieldDuration: Histogram<'champ'>;
  /** Calls to other services by outcome. */
  calls: Counter<'vers' | 'resultat'>;
  /** Seconds that a call to another service took. */
  callDuration: Histogram<'vers'>;
  /** Seconds that a statement took, its wait for a connection included. */
  sqlDuration: Histogram<'methode'>;
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
  const shed = new Counter({
    name: 'requetes_delestees_total',
    help: 'Requests refused at once under overload: rapport can wait, tout is anything.',
    labelNames: ['classe'],
    registers,
  });
  // Present from the start: a first refusal that makes its own series is no increase to Prometheus.
  for (const classe of ['rapport', 'tout']) shed.inc({ classe }, 0);
  return {
    service,
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
      buckets: BUCKETS,
      registers,
    }),
    inFlight: new Gauge({
      name: 'graphql_operations_in_flight',
      help: 'GraphQL operations being answered.',
      registers,
    }),
    shed,
    rootFields: new Counter({
      name: 'graphql_root_fields_total',
      help: 'Fields of Query and Mutation answered, by outcome; refus is a failure that is data.',
      labelNames: ['champ', 'resultat'],
      registers,
    }),
    rootFieldDuration: new Histogram({
      name: 'graphql_root_field_duration_seconds',
      help: 'Time to resolve a field of Query or Mutation.',
      labelNames: ['champ'],
      buckets: BUCKETS,
      registers,
    }),
    calls: new Counter({
      name: 'appels_total',
      help: 'Calls to other services; echec is no answer, erreur an answer with errors, abandon a client that has hung up.',
      labelNames: ['vers', 'resultat'],
      registers,
    }),
    callDuration: new Histogram({
      name: 'appels_duree_seconds',
      help: 'Time that a call to another service took.',
      labelNames: ['vers'],
      buckets: BUCKETS,
      registers,
    }),
    sqlDuration: new Histogram({
      name: 'sql_duree_seconds',
      help: 'Time that a SQL statement took, its wait for a connection included.',
      labelNames: ['methode'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 2.5],
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
 *
 * @param service value of the `service` label: the service that has the process to itself, or `standalone`
 */
export function createProcessRegistry(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
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

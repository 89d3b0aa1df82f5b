export * from './audit/index.ts';
export * from './cache/index.ts';
export * from './client.ts';
export * from './context.ts';
export { crashPoint } from './crash-point.ts';
export { isDatabaseOutage } from './database/outage.ts';
export * from './database/pool.ts';
export { sqlStateOf } from './database/sql-state.ts';
export * from './domaine/index.ts';
export * from './environment.ts';
export * from './evenements/consumer.ts';
export type * from './evenements/consumer-options.ts';
export * from './evenements/contrats.ts';
export * from './evenements/lecteur-ventes.ts';
export * from './evenements/lire-evenement.ts';
export * from './evenements/nudges.ts';
export { isAfter } from './evenements/place.ts';
export {
  setAsideRows,
  type RawEvent,
  type SetAside,
  type UnreadEvent,
} from './evenements/set-aside.ts';
export { forbidden, notAuthenticated } from './graphql/access.ts';
export { errorReporting, maskError } from './graphql/masking.ts';
export { KNOWN_OPERATIONS } from './graphql/known-operations.ts';
export { observe, observePlugin } from './graphql/observe.ts';
export * from './graphql/loaders.ts';
export * from './graphql/pagination.ts';
export { PUBLIC_CODES, type PublicCode } from './domaine/codes-erreurs.ts';
export * from './graphql/public-error.ts';
export { selects } from './graphql/selection.ts';
export * from './http/admission.ts';
export * from './http/client-gone.ts';
export * from './http/health.ts';
export * from './http/server.ts';
export { serveSubgraph, singleHeaders } from './http/subgraph-server.ts';
export * from './identity/identity.ts';
export * from './identity/keys.ts';
export * from './identity/signed-identity.ts';
export { requireStore } from './identity/require-store.ts';
export * from './logging.ts';
export * from './metrics.ts';
export { MIGRATION_UNDER_WAY } from './migrations/lock.ts';
export * from './open-service.ts';
export * from './process.ts';
export * from './progress.ts';
export { projectRoot } from './project-root.ts';
export * from './run-subgraph.ts';
export * from './retention/index.ts';
export type * from './service.ts';
export * from './subgraph.ts';
export * from './transport/http.ts';
export { startTracing, type TracingOptions } from './telemetry/tracing.ts';
export * from './transport/in-process.ts';
export { observedTransport } from './transport/observed.ts';
export * from './transport/retry-budget.ts';
export * from './transport/service-client.ts';
export * from './transport/transport.ts';

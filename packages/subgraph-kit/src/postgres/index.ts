export { removeAbandonedServer, startEmbeddedPostgres } from './embedded.ts';
export type { EmbeddedOptions, EmbeddedServer, EmbeddedStep } from './embedded.ts';
export { findRunningServer } from './running.ts';

// Jest transforms neither this file nor what it imports (they are native ES modules), hence tsx.
import { tsImport } from 'tsx/esm/api';

/** Starts the database server of the integration tests; jest runs this only when some are selected. */
export default async function setUp() {
  const { startTestServer } = await tsImport('./server.ts', import.meta.url);
  // Set-up and tear-down share nothing but the global object.
  globalThis.stopTestServer = await startTestServer();
}

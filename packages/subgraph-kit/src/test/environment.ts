/** How the global set-up, which runs in jest's first process, tells its workers where the server is. */
const VARIABLE = 'CAISSE_TEST_POSTGRES_URL';

/** Connection string of the test server's `postgres` database. */
export function testServerUrl(): string {
  const url = process.env[VARIABLE];
  if (!url) {
    throw new Error(
      'No test database server: name the file *.int.test.ts, and run it through jest.config.mjs.',
    );
  }
  return url;
}

export function publishTestServerUrl(url: string): void {
  process.env[VARIABLE] = url;
}

/** In CI what a test needs must be there. */
export const isCi = (): boolean => Boolean(process.env['CI']);

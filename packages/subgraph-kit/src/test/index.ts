export { createTestDatabase } from './database.ts';
export type { TestDatabase } from './database.ts';
export { countSqlStatements, isBackgroundMethod } from './sql-statements.ts';
export { waitFor } from './wait-for.ts';
export type { WaitOptions } from './wait-for.ts';
export { startTestRedis, withRedis } from './redis.ts';
export type { TestRedis } from './redis.ts';
export { headersOf, testCredentials } from './identities.ts';
export type { CallerHeaders, TestCaller } from './identities.ts';

import { sqlStateOf } from './sql-state.ts';

/** Prisma's codes for a database that cannot be reached, closed the connection, or has none free. */
const PRISMA_OUTAGES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);

/**
 * PostgreSQL's classes 08 (connection), 57P (shutdown), 53 (resources: 53100 is a full disk) and 58 (the system's own
 * errors: a disk that fails), what overload ends (a statement or lock time-out, a deadlock, a serialization failure), and
 * the socket's own errors.
 */
const OUTAGE_CODES =
  /^(08\w{3}|57P\d{2}|53\d{3}|58000|58030|57014|55P03|40P01|40001|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;

/** The last two are full disks that PostgreSQL has no code for: a quota (EDQUOT), a process's limit (EFBIG). */
const OUTAGE_MESSAGES =
  /connection terminated|query read timeout|timeout exceeded when trying to connect|can't reach database server|server has closed the connection|the database system is (starting up|shutting down)|disk quota exceeded|file too large/i;

/**
 * Tells an outage of the database, which passes, from a bug, which stays.
 *
 * @param error what a query threw
 */
export function isDatabaseOutage(error: unknown): boolean {
  if (OUTAGE_CODES.test(sqlStateOf(error) ?? '')) return true;
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    const { code, message } = cause as Error & { code?: unknown };
    if (typeof code === 'string' && (PRISMA_OUTAGES.has(code) || OUTAGE_CODES.test(code))) {
      return true;
    }
    if (OUTAGE_MESSAGES.test(message)) return true;
    cause = cause.cause;
  }
  return false;
}

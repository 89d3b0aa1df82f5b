/** Where Prisma 7 puts what the driver said when a raw query failed: its own code is then P2010, whatever it was. */
interface RawQueryFailure {
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
}

/** Told apart by its class from Prisma's codes (P1001) and the socket's (EPIPE), which are as long. */
const SQL_STATE = /^([0-5]\d|F0|HV|P0|XX)[\dA-Z]{3}$/;

/**
 * PostgreSQL's code of a failure (SQLSTATE: `40P01` is a deadlock), whether the driver or Prisma threw it.
 *
 * @param error what a query threw
 * @returns null when the server did not say: the connection failed, or the error is not the database's
 */
export function sqlStateOf(error: unknown): string | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    const { code, meta } = cause as Error & RawQueryFailure & { code?: unknown };
    const original = meta?.driverAdapterError?.cause?.originalCode;
    if (typeof original === 'string') return original;
    if (typeof code === 'string' && SQL_STATE.test(code)) return code;
    cause = cause.cause;
  }
  return null;
}

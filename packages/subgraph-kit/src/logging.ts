import { type Logger, pino } from 'pino';

export type { Logger };

/** Values that must never reach a log, wherever they stand in an object. */
const SECRETS = ['authorization', 'motDePasse', 'jeton', 'nip', 'serviceToken'];

/**
 * Makes the JSON logger of a service.
 *
 * @param service name that stands on each line
 * @param level lowest level written
 * @param destination where the lines go; standard output unless told
 */
export function createLogger(
  service: string,
  level: string,
  destination?: { write(line: string): void },
): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]) },
  };
  return destination ? pino(options, destination) : pino(options);
}

import { pino } from 'pino';

/** Most bytes that wait while standard output cannot be written; what comes then is lost. */
const WAITING_BYTES = 1_000_000;

let output: ReturnType<typeof pino.destination> | undefined;

/**
 * Standard output as a place for log lines. Where it is a file on a full disk, pino's own would end the process, and
 * hang in its end: here some lines wait until there is room, and the others are lost.
 */
export function standardOutput(): { write(line: string): void } {
  if (output) return output;
  const stream = pino.destination({ fd: 1, sync: false, maxLength: WAITING_BYTES });
  let failing = false;
  // The bytes stay where they are, and go with the next line that can be written.
  stream.on('error', () => (failing = true));
  stream.on('write', () => (failing = false));
  const flushSync = stream.flushSync.bind(stream);
  // It tries for ever, and every process does it at its end.
  stream.flushSync = () => {
    if (!failing) flushSync();
  };
  output = stream;
  return output;
}

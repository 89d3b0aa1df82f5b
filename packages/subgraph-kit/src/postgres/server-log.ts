import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

/** What the server writes, an error before a crash included, is kept from one start to the next. */
const MOST_BYTES = 5_000_000;
/** Files put aside: `postgresql.1.log` is the newest. */
const KEPT = 3;

/** The log of a server, for one start of it. */
export interface ServerLog {
  /** What the server writes to. */
  file: number;
  close(): void;
  /** What has been written since this start. */
  written(): string;
}

/** Opens the server's log at its end; one that has become large is put aside first. */
export function openServerLog(path: string, mostBytes = MOST_BYTES): ServerLog {
  const aside = (rank: number) => path.replace(/\.log$/, `.${rank}.log`);
  if (existsSync(path) && statSync(path).size >= mostBytes) {
    for (let rank = KEPT - 1; rank > 0; rank -= 1) {
      if (existsSync(aside(rank))) renameSync(aside(rank), aside(rank + 1));
    }
    renameSync(path, aside(1));
  }
  const file = openSync(path, 'a');
  const start = statSync(path).size;
  return {
    file,
    close: () => closeSync(file),
    written: () => readFileSync(path).subarray(start).toString('utf8'),
  };
}

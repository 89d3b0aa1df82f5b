/** Shows how far the work is, on one line of a terminal, or on a line every few seconds elsewhere. */
export interface Progress {
  show(text: string): void;
  /** Removes the line, before something else is written. */
  clear(): void;
}

const PAUSE_MS = { terminal: 100, elsewhere: 5_000 };

/** @param out where the progress goes: not where the result goes */
export function createProgress(out: NodeJS.WriteStream): Progress {
  const pause = out.isTTY ? PAUSE_MS.terminal : PAUSE_MS.elsewhere;
  let last = performance.now();
  let shown = false;
  return {
    show(text) {
      const now = performance.now();
      if (now - last < pause) return;
      last = now;
      shown = out.isTTY;
      out.write(out.isTTY ? `\r\u001b[K  … ${text}` : `  … ${text}\n`);
    },
    clear() {
      if (shown) out.write('\r\u001b[K');
      shown = false;
    },
  };
}

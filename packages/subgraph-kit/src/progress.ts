/** Shows a person at a terminal what is going on, with the time each step took. */
export interface Progress {
  /** Announces a step, does it, and says how long it took. */
  step<Value>(title: string, work: () => Promise<Value>): Promise<Value>;
  say(line: string): void;
}

/**
 * @param out where the lines go
 * @param now clock, in milliseconds
 */
export function createProgress(
  out: { write(text: string): unknown; isTTY?: boolean | undefined },
  now: () => number,
): Progress {
  const rewrite = out.isTTY === true;
  return {
    async step(title, work) {
      const start = now();
      out.write(rewrite ? `  … ${title}` : `  … ${title}\n`);
      const end = (mark: string) => {
        const seconds = ((now() - start) / 1000).toLocaleString('fr-CA', {
          minimumFractionDigits: 1,
          maximumFractionDigits: 1,
        });
        out.write(`${rewrite ? '\r' : ''}  ${mark} ${title} (${seconds} s)\n`);
      };
      try {
        const value = await work();
        end('✓');
        return value;
      } catch (error) {
        end('✗');
        throw error;
      }
    },
    say: (line) => out.write(`${line}\n`),
  };
}

import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Remembers the processes of a stack, so that the next start can end those of a stack that was killed. */
export interface Leftovers {
  remember(name: string, pid: number): void;
  forget(): void;
}

/**
 * Ends what an earlier stack of the same folder left behind.
 *
 * @param dataDir folder of the stack. A process is its number and the moment of its start, so that no stranger
 *   who got the same number is ended
 */
export async function endLeftovers(dataDir: string): Promise<Leftovers> {
  const file = join(dataDir, 'processus.jsonl');
  const known = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { pid: number; debut: string })
    : [];
  const left = known.filter(({ pid, debut }) => startedAt(pid) === debut && debut !== '');
  for (const { pid } of left) process.kill(pid, 'SIGTERM');
  for (const { pid, debut } of left) {
    for (let tries = 0; startedAt(pid) === debut && tries < 100; tries += 1) await delay(100);
    if (startedAt(pid) === debut) process.kill(pid, 'SIGKILL');
  }
  rmSync(file, { force: true });
  return {
    remember: (name, pid) => {
      appendFileSync(file, `${JSON.stringify({ name, pid, debut: startedAt(pid) })}\n`);
    },
    forget: () => {
      rmSync(file, { force: true });
    },
  };
}

/** When a process started, in ticks since the machine did: with its number, nobody else's. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything; the 20th field after it is the start.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

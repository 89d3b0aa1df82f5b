import { execFileSync } from 'node:child_process';

/** What a Debian package gives, and how to get it. */
const PAQUETS: Readonly<Record<string, string>> = {
  promtool: 'prometheus',
  prometheus: 'prometheus',
};

/**
 * Whether a program is on the PATH. In CI a missing one is a failure; on somebody's machine the test says what to
 * install, and passes.
 */
export function present(outil: string): boolean {
  try {
    execFileSync(outil, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    const message = `${outil} is not installed: apt-get install ${PAQUETS[outil] ?? outil}`;
    if (process.env['CI']) throw new Error(message);
    process.stderr.write(`${message}\n`);
    return false;
  }
}

/** Runs promtool. @returns what it printed and whether it was content */
export function promtool(...args: string[]): { content: boolean; texte: string } {
  try {
    return {
      content: true,
      texte: execFileSync('promtool', args, { encoding: 'utf8', stdio: 'pipe' }),
    };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { content: false, texte: `${stdout}${stderr}` };
  }
}

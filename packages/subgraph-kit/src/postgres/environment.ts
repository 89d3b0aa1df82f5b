/**
 * Environment of the server's own programs: this process's, without the PG* variables (they would
 * change port, folder or options behind our back) and with plain messages, since we read some of them.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LC_'),
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

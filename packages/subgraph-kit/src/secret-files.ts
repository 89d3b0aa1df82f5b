import { readFileSync } from 'node:fs';

/** The variables of a process, and what is wrong with the files that some of them name. */
export interface ReadVariables {
  values: Record<string, string>;
  faults: string[];
}

/**
 * Puts the texts of files in the place of the variables that name them. A secret in the environment is shown by
 * whatever shows processes and containers; a file is read by who may read it.
 *
 * `NAME_FILE` names the file that holds NAME; white space at its end does not count. An address (`…_URL`) without a
 * password takes that of `…_PASSWORD`, itself in a file or not, so that an address can be read by anybody.
 *
 * @param names the variables that the process knows
 * @param source usually process.env
 */
export function withSecretFiles(
  names: readonly string[],
  source: Readonly<Record<string, string | undefined>>,
): ReadVariables {
  // A variable without a value is how compose files and .env files leave one out.
  const values = Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const faults: string[] = [];
  const passwords = names.flatMap((name) => passwordOf(name) ?? []);
  for (const name of [...names, ...passwords]) {
    const variable = `${name}_FILE`;
    const file = values[variable];
    if (file === undefined || names.includes(variable)) continue;
    if (values[name] !== undefined) {
      faults.push(`${variable}: ${name} is given as well`);
      continue;
    }
    try {
      const text = readFileSync(file, 'utf8').trimEnd();
      if (text !== '') values[name] = text;
    } catch (error) {
      faults.push(`${variable}: ${(error as Error).message}`);
    }
  }
  for (const name of names) {
    const [address, password] = [values[name], values[passwordOf(name) ?? '']];
    if (address !== undefined && password !== undefined)
      values[name] = withPassword(address, password);
  }
  return { values, faults };
}

/** The variable that completes an address. */
const passwordOf = (name: string): string | undefined =>
  name.endsWith('_URL') ? name.replace(/_URL$/, '_PASSWORD') : undefined;

/** Leaves alone what is no address, which is said elsewhere, or has a password of its own. */
function withPassword(address: string, password: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.password ||= encodeURIComponent(password);
  return url.href;
}

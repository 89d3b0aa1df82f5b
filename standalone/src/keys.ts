import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import {
  credentialsOf,
  type DeploymentKeys,
  generateDeploymentKeys,
  ISSUERS,
} from '@caisse/subgraph-kit';

/**
 * The keys that sign people's tokens, kept with the data: tills stay signed in over a restart.
 *
 * @param path of a file that its owner alone reads; made when it is missing
 * @throws Error in plain words when it holds something else
 */
export function keptKeys(path: string): DeploymentKeys {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return make(path);
  }
  // Whoever copied the folder may have opened it.
  chmodSync(path, 0o600);
  try {
    const keys = JSON.parse(text) as DeploymentKeys;
    for (const issuer of ISSUERS) credentialsOf(keys, issuer);
    return keys;
  } catch (error) {
    throw new Error(
      `${path} ne contient pas de clés lisibles. Effacez ce fichier : il sera refait, et chacun se connectera de nouveau.`,
      { cause: error },
    );
  }
}

function make(path: string): DeploymentKeys {
  const keys = generateDeploymentKeys();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.neuf`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${path}.neuf`, path);
  return keys;
}

import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const DOSSIER = 'artefacts/secrets';

/** Declares what no log of this run may show, whatever stands around it; fin-de-tout.mjs looks for it at the end. */
export function declarerSecrets(...secrets: string[]): void {
  mkdirSync(DOSSIER, { recursive: true, mode: 0o700 });
  appendFileSync(join(DOSSIER, String(process.pid)), `${secrets.join('\n')}\n`, { mode: 0o600 });
}

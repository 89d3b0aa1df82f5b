import { readFileSync } from 'node:fs';

/** Databases, tills and files of one process, and PostgreSQL's own, with room to spare. */
const LEAST_OPEN_FILES = 512;

/**
 * Says in words that too few files may be open at once. Before anything is loaded: the loader of modules itself ends
 * in a stack trace.
 *
 * @param {string} limits the limits of a process, as Linux writes them
 * @returns {string | null} null when they suffice
 */
export function openFilesFault(limits) {
  const limit = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  if (limit === undefined || Number(limit) >= LEAST_OPEN_FILES) return null;
  return (
    `Le démarrage a échoué : ce programme ne peut ouvrir que ${limit} fichiers à la fois, et la caisse en demande ` +
    `${LEAST_OPEN_FILES}. Relevez la limite, puis recommencez : ulimit -n 4096`
  );
}

/** The limits of this process; empty where the system does not tell. */
export function ownLimits() {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { clusterPaths } from './cluster.ts';

/** What is in a data folder before anything is started on it. */
export interface FolderState {
  /** `mount` is a folder without anything in it: where a disk should be mounted, perhaps. */
  cluster: 'complete' | 'partial' | 'mount' | 'absent';
  /** A first start was interrupted: there have been no data yet. */
  unfinished: boolean;
  /** Files that are only there because there have been data. */
  traces: readonly string[];
}

/**
 * Decides whether the server's files are opened, made, or missed: data that are not where they were are never
 * replaced by new ones.
 *
 * @throws Error that says what is missing and what to do
 */
export function decide(
  { cluster, unfinished, traces }: FolderState,
  path: string,
): 'open' | 'create' {
  if (cluster === 'complete') return 'open';
  if (cluster === 'partial') {
    throw new Error(
      `Il manque « PG_VERSION » dans ${path} : une copie ou une restauration n’est pas complète. ` +
        'Rien n’a été changé. Restaurez le dossier entier depuis une sauvegarde.',
    );
  }
  const [trace] = traces;
  if (unfinished || trace === undefined) return 'create';
  throw new Error(
    `Les données de ${path} ont disparu : ${cluster === 'mount' ? 'ce dossier est vide' : 'ce dossier n’existe pas'}, ` +
      `et pourtant ${trace} montre qu’il y en a eu. Rien n’a été changé. ` +
      'Remettez-les en place (un disque qui n’est pas monté ? une restauration à moitié faite ?), ' +
      'ou effacez ce qui reste pour repartir à neuf : npm run reset (avec le même DATA_DIR).',
  );
}

/**
 * Looks at a data folder.
 *
 * @param elsewhere files outside the folder that are written only once there are data
 */
export function folderState(dataDir: string, elsewhere: readonly string[] = []): FolderState {
  const { cluster, unfinished, password, log } = clusterPaths(dataDir);
  return {
    cluster: clusterState(cluster),
    unfinished: existsSync(unfinished),
    traces: [password, log, ...elsewhere].filter(holdsSomething),
  };
}

function clusterState(cluster: string): FolderState['cluster'] {
  if (existsSync(join(cluster, 'PG_VERSION'))) return 'complete';
  if (!existsSync(cluster)) return 'absent';
  // What every new file system has is nothing of ours.
  return readdirSync(cluster).some((name) => name !== 'lost+found') ? 'partial' : 'mount';
}

function holdsSomething(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** PostgreSQL did not start, or did not make its files: told in words, with what it wrote itself. */
export class StartFailure extends Error {
  /** What PostgreSQL wrote. */
  readonly output: string;

  constructor(output: string, where: ServerFiles, how: string) {
    super(explainServer(output, where, how));
    this.output = output;
  }
}

interface ServerFiles {
  cluster: string;
  log: string;
}

const AGAIN = 'puis recommencez.';
const ELSEWHERE = 'ou choisissez un autre dossier avec DATA_DIR.';

const noAccess = (path: string) =>
  `L’accès à ${path} est refusé. Donnez ce dossier à l’utilisateur qui lance la caisse (chown), ${ELSEWHERE}`;
const noFolder = (path: string) =>
  `${path} n’est pas un dossier. Déplacez ce fichier, ${ELSEWHERE}`;
const noFiles = () =>
  `Trop de fichiers sont ouverts à la fois pour ce programme. Relevez la limite (ulimit -n 4096), ${AGAIN}`;

/** What the system refuses, by its code; the same words whether Node or PostgreSQL met it. */
const SYSTEM: Readonly<Record<string, (path: string) => string>> = {
  ENOSPC: (path) => `Il n’y a plus de place sur le disque de ${path}. Libérez-en, ${AGAIN}`,
  EDQUOT: (path) => `Le quota du disque de ${path} est atteint. Libérez de la place, ${AGAIN}`,
  EROFS: (path) =>
    `Le disque de ${path} est en lecture seule. Remontez-le en écriture, ${ELSEWHERE}`,
  EIO: (path) =>
    `Le disque de ${path} est en panne (erreur d’entrée-sortie). Vérifiez-le, ${AGAIN}`,
  ENOMEM: () => `La mémoire de cette machine ne suffit pas. Libérez-en, ${AGAIN}`,
  ...{ EACCES: noAccess, EPERM: noAccess },
  ...{ ENOTDIR: noFolder, EEXIST: noFolder },
  ...{ EMFILE: noFiles, ENFILE: noFiles },
};

/**
 * Tells what the system refused in words, with the folder and the way out.
 *
 * @param error what was thrown
 * @param folder the data folder, for errors that name no path
 * @returns the same error when it is none of the system's, or says enough
 */
export function explainSystem(error: unknown, folder: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  const words = code === undefined ? undefined : SYSTEM[code];
  return words ? new Error(words(path ?? folder), { cause: error }) : error;
}

/** How PostgreSQL names what the system refused. */
const SYSTEM_MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/No space left on device/, 'ENOSPC'],
  [/Disk quota exceeded/, 'EDQUOT'],
  [/Read-only file system/, 'EROFS'],
  [/Permission denied/, 'EACCES'],
  [/Input\/output error/, 'EIO'],
  [/Too many open files|insufficient file descriptors/, 'EMFILE'],
  [/Cannot allocate memory/, 'ENOMEM'],
];

/** What only PostgreSQL refuses. */
const SERVER_MESSAGES: readonly (readonly [
  RegExp,
  (found: readonly (string | undefined)[], cluster: string) => string,
])[] = [
  [
    /initialized by PostgreSQL version (\S+?), which is not compatible with this version (\S+)/,
    ([, theirs, ours], cluster) =>
      `Les données de ${cluster} sont de PostgreSQL ${theirs}, et cette version de la caisse contient PostgreSQL ${ours}. ` +
      'Rien n’a été changé. Revenez à la version de la caisse qui les a écrites, ou restaurez une sauvegarde de celle-ci.',
  ],
  [
    /could not open (?:file|directory) "([^"]+)": No such file|required WAL directory "([^"]+)" does not exist/,
    ([, file, wal], cluster) =>
      `Il manque « ${(file ?? wal ?? '').replace(`${cluster}/`, '')} » dans ${cluster} : une copie ou une restauration n’est pas complète. ` +
      'Rien n’a été changé. Restaurez le dossier entier depuis une sauvegarde.',
  ],
  [
    /could not locate a valid checkpoint record|incorrect checksum in control file|invalid data in file/,
    (_, cluster) =>
      `Les fichiers de ${cluster} sont abîmés ou incomplets. Gardez-en une copie, puis restaurez une sauvegarde.`,
  ],
  [
    /has invalid permissions|has wrong ownership/,
    (_, cluster) =>
      `Les droits de ${cluster} ont changé. Rendez ce dossier à l’utilisateur de PostgreSQL, lui seul : chown -R, chmod 700.`,
  ],
  [
    /pre-existing shared memory/,
    (_, cluster) =>
      `Un autre PostgreSQL se sert encore de ${cluster}. Arrêtez-le, ou redémarrez la machine, ${AGAIN}`,
  ],
];

function explainServer(output: string, { cluster, log }: ServerFiles, how: string): string {
  for (const [pattern, words] of SERVER_MESSAGES) {
    const found = pattern.exec(output);
    if (found) return `${words(found, cluster)} (Journal : ${log})`;
  }
  const code = SYSTEM_MESSAGES.find(([pattern]) => pattern.test(output))?.[1];
  const words = code === undefined ? undefined : SYSTEM[code];
  if (words) return `${words(cluster)} (Journal : ${log})`;
  const last = output.trim().split('\n').slice(-8).join('\n');
  return `PostgreSQL n’a pas démarré (${how}). La fin de son journal ${log} :\n${last}`;
}

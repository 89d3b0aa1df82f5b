const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'disque plein',
  EDQUOT: 'quota du disque atteint',
  EROFS: 'disque en lecture seule',
  EIO: 'panne du disque',
  EACCES: 'permission refusée',
  EPERM: 'permission refusée',
  ENOENT: 'dossier disparu',
};

/** Why a file could not be written, in words; those of the system for what nobody foresaw. */
export function diskFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || message;
}

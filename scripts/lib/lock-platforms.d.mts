export interface LockEntry {
  version: string;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

export interface Lock {
  packages: Record<string, LockEntry>;
}

export function missingPlatforms(lock: Lock): Record<string, LockEntry>;
export function completeLock(lock: Lock): Lock;

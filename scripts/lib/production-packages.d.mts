export interface LockEntry {
  version?: string;
  dev?: boolean;
  link?: boolean;
  name?: string;
}

export function productionPackages(lock: { packages: Record<string, LockEntry> }): string[];
export function packageList(names: readonly string[]): string;
export function withPackageList(document: string, list: string): string;

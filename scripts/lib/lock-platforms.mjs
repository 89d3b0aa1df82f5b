// A package with native code names one optional package per platform. npm leaves out of the lock those
// that the registry at hand does not serve, or that another platform's install did not need; `npm ci`
// then refuses the whole lock, and a person on that platform would have no native code.

/** @typedef {{ version: string, dev?: boolean, optionalDependencies?: Record<string, string> } & Record<string, unknown>} LockEntry */
/** @typedef {{ packages: Record<string, LockEntry> }} Lock */

/** Words of npm package names, and what npm calls the same thing. */
const SYSTEMS = /** @type {Record<string, string>} */ ({ windows: 'win32', win32: 'win32' });
const LIBCS = /** @type {Record<string, string>} */ ({ gnu: 'glibc', musl: 'musl' });

/**
 * The entries that the optional dependencies of a lock name and that it does not have.
 * @param {Lock} lock
 * @returns {Record<string, LockEntry>}
 */
export function missingPlatforms({ packages }) {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name);
      if (!platform || !/^\d/.test(version) || isThere(packages, path, name)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(dev ? { dev: true } : {}),
        optional: true,
      };
    }
  }
  return missing;
}

/**
 * @param {Lock['packages']} packages @param {string} path of who needs it @param {string} name
 */
function isThere(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    if (packages[`${folder}/node_modules/${name}`]) return true;
    if (!folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}

/**
 * System, processor and C library of a package, from its name: `core-linux-arm-gnueabihf`.
 * @param {string} name
 */
function platformOf(name) {
  const match =
    /-(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows|aix)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(
      name,
    );
  if (!match) return undefined;
  const [, system = '', cpu = '', abi = ''] = match;
  const libc = LIBCS[abi.replace(/eabi(hf)?$/, '')];
  return {
    cpu: [cpu],
    ...(libc ? { libc: [libc] } : {}),
    os: [SYSTEMS[system] ?? system],
  };
}

/**
 * The lock with its missing platforms, in npm's own order.
 * @param {Lock} lock
 * @returns {Lock}
 */
export function completeLock(lock) {
  const entries = Object.entries({ ...lock.packages, ...missingPlatforms(lock) });
  entries.sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(entries) };
}

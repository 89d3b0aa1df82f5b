/** @typedef {{ version?: string, dev?: boolean, link?: boolean, name?: string }} LockEntry */
/** @typedef {{ packages: Record<string, LockEntry> }} Lock */

const START = '<!-- packages: written by `npm run paquets`; do not edit -->';
const END = '<!-- /packages -->';

/**
 * What an install without development packages brings, as `name version`, in the order of the alphabet.
 * @param {Lock} lock
 */
export function productionPackages({ packages }) {
  const found = Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path, { name, version }]) => `${name ?? nameOf(path)} ${version}`);
  return [...new Set(found)].sort();
}

/** @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * The same, a line for each scope and each first letter, so that a change is a line.
 * @param {readonly string[]} names
 */
export function packageList(names) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const name of names) {
    const group = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : name.slice(0, 1);
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups.values()].map((group) => `- ${group.join(', ')}`).join('\n');
}

/**
 * A document with the list between its marks.
 * @param {string} document
 * @param {string} list
 */
export function withPackageList(document, list) {
  const [start, end] = [document.indexOf(START), document.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`the document lacks ${START} … ${END}`);
  return `${document.slice(0, start)}${START}\n\n${list}\n\n${document.slice(end)}`;
}

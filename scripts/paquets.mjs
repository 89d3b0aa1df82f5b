// Lists in SECURITY.md what production installs, from package-lock.json; with --check, says whether the list is that.
import { writeFileSync } from 'node:fs';
import { packageList, productionPackages, withPackageList } from './lib/production-packages.mjs';
import { fromRoot, read } from './lib/project.mjs';

const FILE = 'SECURITY.md';
const packages = productionPackages(JSON.parse(read('package-lock.json')));
const before = read(FILE);
const text = withPackageList(before, packageList(packages));

if (text === before) {
  console.log(`paquets: ${packages.length} packages, listed in ${FILE}`);
} else if (process.argv.includes('--check')) {
  console.error(`paquets: ${FILE} is stale: run \`npm run paquets\` and commit it.`);
  process.exitCode = 1;
} else {
  writeFileSync(fromRoot(FILE), text);
  console.log(`paquets: ${packages.length} packages written to ${FILE}`);
}

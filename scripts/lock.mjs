// Completes package-lock.json with the platforms that npm left out; with --check, only says so.
import { writeFileSync } from 'node:fs';
import { completeLock, missingPlatforms } from './lib/lock-platforms.mjs';
import { fromRoot, read } from './lib/project.mjs';

const FILE = 'package-lock.json';
const lock = JSON.parse(read(FILE));
const missing = Object.keys(missingPlatforms(lock));

if (missing.length === 0) {
  console.log(`lock: ${FILE} has every platform`);
} else if (process.argv.includes('--check')) {
  console.error(`lock: ${FILE} lacks ${missing.length} platforms, so \`npm ci\` refuses it:`);
  for (const path of missing) console.error(`- ${path}`);
  console.error('Run `node scripts/lock.mjs` after `npm install`, and commit the lock.');
  process.exitCode = 1;
} else {
  writeFileSync(fromRoot(FILE), `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`lock: ${missing.length} platforms added to ${FILE}`);
}

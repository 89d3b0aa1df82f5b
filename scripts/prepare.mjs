// Runs after `npm ci` and `npm install`: whoever has installed can start.
import { missingTools } from './lib/tools.mjs';

const missing = missingTools();

if (process.env.CAISSE_SKIP_BUILD === '1') {
  console.log('prepare: CAISSE_SKIP_BUILD=1, nothing is built; `npm run build` does it');
} else if (missing.length > 0) {
  console.log(`prepare: an install without ${missing.join(', ')}: nothing is built`);
} else {
  await import('./build.mjs');
}

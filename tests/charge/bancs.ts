import { parseArgs } from 'node:util';

import { mesurerAbus } from './abus.ts';
import { mesurerCache } from './cache.ts';
import { mesurerSurcharge } from './surcharge.ts';

/**
 * What `npm run bench` can measure: ratios of two things that run side by side wherever possible, since absolute
 * times say little.
 */
const BANCS: Readonly<Record<string, () => Promise<string>>> = {
  cache: mesurerCache,
  abus: mesurerAbus,
  surcharge: mesurerSurcharge,
};

const { positionals } = parseArgs({ allowPositionals: true });
const inconnus = positionals.filter((nom) => !(nom in BANCS));
if (inconnus.length > 0) {
  process.stderr.write(
    `No such bench: ${inconnus.join(', ')}. There is: ${Object.keys(BANCS).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const [nom, mesurer] of Object.entries(BANCS)) {
  if (positionals.length > 0 && !positionals.includes(nom)) continue;
  process.stdout.write(`${nom}…\n`);
  process.stdout.write(`${await mesurer()}\n`);
}

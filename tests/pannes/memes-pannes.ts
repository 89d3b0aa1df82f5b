// Compares the faults that two runs injected: `npx tsx tests/pannes/memes-pannes.ts <folder> <folder>`, each the
// PANNES_RESULTATS of a run. Ends with 0 when they are the same, 1 when they differ, 2 when nothing can be compared.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { comparerFautes } from './harnais/comparer-fautes.ts';
import type { FigureConsignee } from './harnais/mesure.ts';

const dire = (texte: string) => process.stdout.write(`${texte}\n`);

const lire = (dossier: string) =>
  new Map(
    readdirSync(dossier)
      .filter((fichier) => fichier.endsWith('.json'))
      .map((fichier) => JSON.parse(readFileSync(join(dossier, fichier), 'utf8')) as FigureConsignee)
      .map((figure) => [figure.id, figure]),
  );

const [dossierA, dossierB] = process.argv.slice(2);
if (dossierA === undefined || dossierB === undefined) {
  dire('Usage: npx tsx tests/pannes/memes-pannes.ts <folder> <folder>');
  process.exit(2);
}
const [a, b] = [lire(dossierA), lire(dossierB)];
let [comparees, differentes] = [0, 0];
for (const [id, une] of a) {
  const autre = b.get(id);
  if (!autre) continue;
  const { communes, differences } = comparerFautes(
    une.fautes,
    autre.fautes,
    une.essais === autre.essais,
  );
  if (communes + differences.length === 0) continue;
  comparees += communes;
  differentes += differences.length;
  dire(
    `${id.padEnd(16)} seeds ${une.graine} and ${autre.graine}: ${communes} faults in common, ${differences.length} sequences differ`,
  );
  for (const difference of differences.slice(0, 3)) dire(`  ${difference}`);
}
if (comparees + differentes === 0) dire('No fault to compare.');
else dire(differentes === 0 ? 'The same faults.' : 'Different faults.');
process.exitCode = differentes > 0 ? 1 : comparees > 0 ? 0 : 2;

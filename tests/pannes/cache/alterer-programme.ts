import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text of the program, and what is put in its place. */
export type Alteration = readonly [avant: string, apres: string];

/**
 * Puts defects into a copy of the program.
 *
 * @throws when a text is nowhere in it, or at several places: the defect would be none, or another
 */
export function altererProgramme(dist: string, alterations: readonly Alteration[]): void {
  const fichiers = ['stock', 'chunks'].flatMap((dossier) =>
    readdirSync(join(dist, dossier))
      .filter((nom) => nom.endsWith('.js'))
      .map((nom) => join(dist, dossier, nom)),
  );
  for (const [avant, apres] of alterations) {
    const siens = fichiers.filter((f) => readFileSync(f, 'utf8').includes(avant));
    const [fichier = '', ...autres] = siens;
    const morceaux = fichier === '' ? [] : readFileSync(fichier, 'utf8').split(avant);
    if (autres.length > 0 || morceaux.length !== 2) {
      throw new Error(`The program does not contain exactly once: ${avant}`);
    }
    writeFileSync(fichier, morceaux.join(apres));
  }
}

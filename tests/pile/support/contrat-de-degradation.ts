import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { type Geste, GESTES, type Issue } from './gestes.ts';

const FICHIER = resolve('docs/exploitation.md');
const TITRE = '## What works when a service is down';

/** One line of the contract: a process that is down, and what becomes of each act. */
export interface Ligne {
  arrete: string;
  issues: Map<Geste, Issue>;
}

/**
 * Reads the table of the page: what is down, what still works, what works in part, what is refused.
 *
 * @throws when an act is missing from a line, or stands in it twice
 */
export function lireContrat(): Ligne[] {
  const section = readFileSync(FICHIER, 'utf8').split(TITRE)[1]?.split('\n## ')[0] ?? '';
  const lignes = section
    .split('\n')
    .filter((ligne) => ligne.startsWith('| `'))
    .map((ligne) => ligne.split('|').slice(1, 5));
  const cellules = (texte = '') => [...texte.matchAll(/`([^`]+)`/g)].map(([, mot = '']) => mot);
  return lignes
    .filter((colonnes) => colonnes.length === 4)
    .map(([arrete, fait, partie, refuse]) => {
      const issues = new Map<Geste, Issue>();
      const ranger = (texte: string | undefined, issue: Issue) => {
        const mots = texte?.includes('everything') ? GESTES.filter((g) => !issues.has(g)) : [];
        for (const mot of [...cellules(texte), ...mots]) {
          if (issues.has(mot as Geste)) throw new Error(`${mot} stands twice in: ${arrete ?? ''}`);
          issues.set(mot as Geste, issue);
        }
      };
      ranger(partie, 'en-partie');
      // `everything` means the rest, so it is read last.
      const ordre: [string | undefined, Issue][] = [
        [fait, 'fait'],
        [refuse, 'refuse'],
      ];
      const reste = (texte = '') => Number(texte.includes('everything'));
      ordre.sort(([a], [b]) => reste(a) - reste(b));
      for (const [texte, issue] of ordre) ranger(texte, issue);
      const manque = GESTES.filter((geste) => !issues.has(geste));
      if (manque.length > 0) throw new Error(`${arrete ?? ''} lacks ${manque.join(', ')}`);
      return { arrete: cellules(arrete)[0] ?? '', issues };
    });
}

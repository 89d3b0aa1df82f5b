import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { SUBGRAPHS } from '@caisse/subgraph-kit';

import type { NomProcessus } from './systeme.ts';

/** A named place of the source where a process can be made to die. */
export interface Point {
  nom: string;
  processus: NomProcessus;
}

const APPEL = /crashPoint\('([\w.-]+)'\)/g;

/** Every crash point of the source. The part of its name before the dot is the process that passes it. */
export function lirePoints(): Point[] {
  const noms = new Set<string>();
  for (const racine of ['subgraphs', 'packages']) {
    for (const fichier of readdirSync(resolve(racine), { recursive: true, encoding: 'utf8' })) {
      if (
        !fichier.endsWith('.ts') ||
        fichier.endsWith('.test.ts') ||
        /node_modules|generated/.test(fichier)
      )
        continue;
      for (const [, nom] of readFileSync(join(resolve(racine), fichier), 'utf8').matchAll(APPEL)) {
        if (nom !== undefined) noms.add(nom);
      }
    }
  }
  return [...noms].sort().map((nom) => {
    const processus = SUBGRAPHS.find((s) => nom.startsWith(`${s}.`));
    if (!processus)
      throw new Error(`The crash point ${nom} does not begin with the name of a subgraph`);
    return { nom, processus };
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { en } from '../../shared/i18n/en.ts';
import { fr } from '../../shared/i18n/fr.ts';

const RACINE = join(import.meta.dirname, '../../../..');

/** What the services may write into their audit logs: a word in the first argument of `inscrire_audit`, or one of the sign-ins. */
const ECRITURES = /inscrire_audit\(([^,]*),|\baction: ((?:'[A-Z_]+'[ |]*)+);/g;

const enBase = (service: string) => `prisma/${service}/migrations`;
const enCode = (service: string) => `subgraphs/${service}/src/data`;

function actionsEcrites(): Set<string> {
  const textes = readdirSync(join(RACINE, 'subgraphs'))
    .flatMap((service) => [enBase(service), enCode(service)])
    .flatMap((dossier) =>
      readdirSync(join(RACINE, dossier), { recursive: true, encoding: 'utf8' })
        .filter((nom) => /\.(sql|ts)$/.test(nom) && !/\.test\.|generated\//.test(nom))
        .map((nom) => readFileSync(join(RACINE, dossier, nom), 'utf8')),
    );
  const ecritures = textes.flatMap((texte) => [...texte.matchAll(ECRITURES)]);
  const mots = ecritures.flatMap(([ecriture]) => [...ecriture.matchAll(/'([A-Z_]{4,})'/g)]);
  return new Set(mots.flatMap(([, action]) => action ?? []));
}

describe('an action of the audit log', () => {
  const ecrites = [...actionsEcrites()].sort();

  test.each([
    ['French', fr.audit.action],
    ['English', en.audit.action],
  ])('has a name in %s as soon as a service may write it', (_langue, noms) => {
    expect(Object.keys(noms).sort()).toEqual(ecrites);
  });
});

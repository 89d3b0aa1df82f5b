import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { createLogger, createMetrics, openDatabase } from '@caisse/subgraph-kit';

import { createPrisma } from './data/prisma.ts';
import { retablissementRepository } from './data/retablissement-repository.ts';
import {
  appelant,
  auditDe,
  type Banc,
  CHANGER_MOT_DE_PASSE,
  chargeDe,
  connecter,
  FERMEES,
  MOT_DE_PASSE,
  ouvrirBanc,
  type Resultat,
  ROUTEUR,
} from './test/banc.ts';

let banc: Banc;
let fermer: () => Promise<void>;
let retablir: ReturnType<typeof retablissementRepository>['retablir'];

beforeAll(async () => {
  banc = await ouvrirBanc();
  const logger = createLogger('essai', 'silent');
  const metrics = createMetrics('essai');
  const database = openDatabase({ url: banc.database.url, service: 'essai', logger, metrics });
  const prisma = createPrisma(database);
  ({ retablir } = retablissementRepository(prisma));
  fermer = async () => {
    await prisma.$disconnect();
    await database.close();
  };
});
afterAll(async () => {
  await fermer();
  await banc.arreter();
});

const DONNE = 'donné par un opérateur';

test('the last ADMIN comes back with a password to be changed first, and the audit log says so', async () => {
  const avant = await connecter(banc, 'admin');
  for (let essai = 1; essai <= 5; essai += 1) await connecter(banc, 'admin', `mauvais ${essai}`);
  expect(await retablir('admin', await hash(DONNE), banc.maintenant())).toBe(true);
  expect((await auditDe(banc)).at(-1)).toMatchObject({
    action: 'ADMIN_RETABLI',
    cible: 'employe 1',
    acteur: { service: 'caisse', requete: 'operateur' },
    apres: { actif: true, connexionsFermees: 1 },
  });
  expect(await banc.faire(FERMEES, {}, ROUTEUR)).toContain(chargeDe(avant.jeton)['sid']);
  expect(await connecter(banc, 'admin', MOT_DE_PASSE)).toMatchObject({
    code: 'IDENTIFIANTS_REFUSES',
  });

  const provisoire = await connecter(banc, 'admin', DONNE);
  expect(chargeDe(provisoire.jeton)).toMatchObject({ provisoire: true });
  const PROVISOIRE = '{ moi { motDePasseProvisoire } }';
  expect(await banc.faire(PROVISOIRE, {}, appelant(provisoire))).toEqual({
    motDePasseProvisoire: true,
  });
  const change = await banc.faire<Resultat>(
    CHANGER_MOT_DE_PASSE,
    { ancien: DONNE, nouveau: 'quatre chats sur le toit' },
    appelant(provisoire),
  );
  expect(chargeDe(change.jeton)).not.toHaveProperty('provisoire');
  expect(await banc.faire(PROVISOIRE, {}, appelant(change))).toEqual({
    motDePasseProvisoire: false,
  });
});

test('nobody becomes ADMIN by it', async () => {
  const avant = (await auditDe(banc)).length;
  expect(await retablir('gerant1', await hash(DONNE), banc.maintenant())).toBe(false);
  expect(await retablir('personne', await hash(DONNE), banc.maintenant())).toBe(false);
  expect((await auditDe(banc)).length).toBe(avant);
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createLogger, localNudges, type Subgraph } from '@caisse/subgraph-kit';
import {
  createTestDatabase,
  testCredentials,
  type TestDatabase,
  waitFor,
} from '@caisse/subgraph-kit/test';

import { createService, type Reglages } from './service.ts';

const PREMIER = { ADMIN_IDENTIFIANT: 'direction', ADMIN_MOT_DE_PASSE: 'un bon mot de passe' };

let database: TestDatabase;
let services: Subgraph[];
let journal: string[];

beforeEach(async () => {
  database = await createTestDatabase('caisse');
  services = [];
  journal = [];
});

afterEach(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await database.drop();
});

function composer(reglages: Reglages): Subgraph {
  const service = createService(
    {
      databaseUrl: database.url,
      transport: { send: () => Promise.reject(new Error('caisse calls nobody')) },
      credentials: testCredentials('caisse'),
      nudges: localNudges(),
      logger: createLogger('caisse', 'info', { write: (ligne) => void journal.push(ligne) }),
    },
    reglages,
  );
  services.push(service);
  return service;
}

const employes = () =>
  database.query<{ identifiant: string; role: string }>('SELECT identifiant, role FROM employe');
const dit = (texte: string) => waitFor(() => journal.some((ligne) => ligne.includes(texte)));

describe('the first ADMIN of a deployment', () => {
  test('is made once, by several replicas that start at once, and written into the audit log', async () => {
    await Promise.all([1, 2, 3].map(() => composer(PREMIER).start()));
    await dit('The first ADMIN was made');
    // What the others do is over once they have stopped.
    await Promise.all(services.splice(0).map((service) => service.stop()));
    expect(await employes()).toEqual([{ identifiant: 'direction', role: 'ADMIN' }]);
    const audit = await database.query('SELECT action, acteur, cible, apres FROM audit');
    // Whoever comes second takes a number of the sequence too: the first ADMIN need not be number 1.
    const [premier] = await database.query<{ id: number }>('SELECT id FROM employe');
    expect(audit).toEqual([
      {
        ...{ action: 'EMPLOYE_CREE', cible: `employe ${premier!.id}` },
        acteur: { service: 'caisse', requete: 'demarrage' },
        apres: { identifiant: 'direction', role: 'ADMIN' },
      },
    ]);
    expect(journal.join()).not.toContain(PREMIER.ADMIN_MOT_DE_PASSE);
  });

  test('is not made where somebody administers the chain already', async () => {
    await composer(PREMIER).start();
    await dit('The first ADMIN was made');
    const autre = composer({ ...PREMIER, ADMIN_IDENTIFIANT: 'autre' });
    await autre.start();
    await autre.quiesce();
    expect(await employes()).toHaveLength(1);
  });

  test('does not take the identifier of somebody else, and says so', async () => {
    await database.query(`INSERT INTO employe (identifiant, nom, role, mot_de_passe)
      VALUES ('direction', 'Une autre', 'LOGISTIQUE', '$argon2id$')`);
    await composer(PREMIER).start();
    await dit('No ADMIN was made');
    expect(await employes()).toEqual([{ identifiant: 'direction', role: 'LOGISTIQUE' }]);
  });

  test('is not made by half', () => {
    expect(() => composer({ ADMIN_IDENTIFIANT: 'direction' })).toThrow('go together');
    expect(() => composer({ ADMIN_MOT_DE_PASSE: 'un bon mot de passe' })).toThrow('go together');
  });
});

describe('what the database itself refuses', () => {
  const inscrire = (colonnes: string, valeurs: string) =>
    database.query(
      `INSERT INTO employe (identifiant, nom, role, mot_de_passe${colonnes})
       VALUES ('essai', 'Essai', ${valeurs})`,
    );

  test.each([
    ['a cashier without a store', '', `'CAISSIER', '$argon2id$'`, 'employe_role_et_magasin'],
    [
      'a PIN of who has no till',
      ', nip',
      `'ADMIN', '$argon2id$', '$argon2id$'`,
      'employe_nip_en_magasin',
    ],
    ['a password that is not a digest', '', `'ADMIN', 'demo'`, 'mot_de_passe_check'],
    ['a role that does not exist', '', `'DIEU', '$argon2id$'`, 'role_check'],
  ])('%s', async (_quoi, colonnes, valeurs, contrainte) => {
    await expect(inscrire(colonnes, valeurs)).rejects.toThrow(contrainte);
  });

  test('that the last active ADMIN is deleted or dismissed', async () => {
    await inscrire('', `'ADMIN', '$argon2id$'`);
    await expect(database.query('DELETE FROM employe')).rejects.toThrow('last active ADMIN');
    await expect(database.query('UPDATE employe SET actif = false')).rejects.toThrow(
      'last active ADMIN',
    );
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createLogger } from '@caisse/subgraph-kit';
import { createTestDatabase, type TestDatabase } from '@caisse/subgraph-kit/test';

import { faireLePremierAdmin } from './premier-admin.ts';

const PREMIER = { identifiant: 'direction', motDePasse: 'un bon mot de passe' };

let database: TestDatabase;
let journal: string[];

beforeEach(async () => {
  database = await createTestDatabase('caisse');
  journal = [];
});

afterEach(() => database.drop());

const faire = (premier = PREMIER) =>
  faireLePremierAdmin(
    database.url,
    premier,
    createLogger('premier-admin', 'info', { write: (ligne) => void journal.push(ligne) }),
  );
const employes = () =>
  database.query<{ identifiant: string; role: string }>('SELECT identifiant, role FROM employe');

describe('the first ADMIN of a deployment', () => {
  test('is made once, by several who try at once, and written into the audit log', async () => {
    await Promise.all([faire(), faire(), faire()]);
    expect(journal.filter((ligne) => ligne.includes('The first ADMIN was made'))).toHaveLength(1);
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
    expect(journal.join()).not.toContain(PREMIER.motDePasse);
  });

  test('is not made where somebody administers the chain already', async () => {
    await faire();
    await faire({ ...PREMIER, identifiant: 'autre' });
    expect(await employes()).toHaveLength(1);
  });

  test('does not take the identifier of somebody else, and says so', async () => {
    await database.query(`INSERT INTO employe (identifiant, nom, role, mot_de_passe)
      VALUES ('direction', 'Une autre', 'LOGISTIQUE', '$argon2id$')`);
    await faire();
    expect(journal.join()).toContain('No ADMIN was made');
    expect(await employes()).toEqual([{ identifiant: 'direction', role: 'LOGISTIQUE' }]);
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

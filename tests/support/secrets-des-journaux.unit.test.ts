import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createLogger, generateDeploymentKeys } from '@caisse/subgraph-kit';
import { describe, expect, test } from '@jest/globals';

import { examiner } from './fin-de-tout.mjs';
import { caissierDe, IDENTITES } from './identites.ts';
import { secretsDe } from './secrets-des-journaux.mjs';

/** What a service writes of some fields and a text. */
function journal(champs: object, texte: string): string {
  const lignes: string[] = [];
  createLogger('caisse', 'info', { write: (ligne) => void lignes.push(ligne) }).info(champs, texte);
  return lignes.join('');
}

describe('a secret in a log is found', () => {
  test('a token, wherever it stands', async () => {
    const jeton = await IDENTITES.jeton(caissierDe(1));
    expect(secretsDe(journal({}, `Refused: Bearer ${jeton}`))).toEqual([
      { quoi: 'a token', ligne: 1 },
    ]);
    expect(secretsDe(`début\n${journal({ err: new Error(jeton) }, '')}`)).toContainEqual({
      quoi: 'a token',
      ligne: 2,
    });
  });

  test('the private key of any process', () => {
    const { privateKeys } = generateDeploymentKeys();
    for (const cle of Object.values(privateKeys)) {
      expect(secretsDe(journal({}, `key ${cle}`))).toEqual([{ quoi: 'a private key', ligne: 1 }]);
    }
  });

  test.each([
    ['the hash of a password', '$argon2id$v=19$m=19456,t=2,p=1$c2Vs$aGFzaA'],
    ['the password of a database', 'cannot reach postgresql://caisse:motdepasse@127.0.0.1/caisse'],
    [
      'the value of a secret field',
      'seConnecter(input: { identifiant: "admin", motDePasse: "demo" })',
    ],
    ['the value of a secret field', 'variables {"input":{"nip":"1001"}}'],
    ['the value of a secret field', "ALTER ROLE caisse PASSWORD = 'x'"],
    ['a card number', 'card 4111 1111 1111 1111'],
  ])('%s', (quoi, texte) => {
    expect(secretsDe(journal({}, texte))).toEqual([{ quoi, ligne: 1 }]);
  });

  test('a value that a test has declared', () => {
    expect(secretsDe('x le-secret-du-jour y', ['le-secret-du-jour'])).toHaveLength(1);
  });
});

test('what the logger hides, and ordinary lines, are no secrets', () => {
  const champs = { variables: { input: { motDePasse: 'demo', nip: '1001' } }, jeton: 'abc' };
  const ligne = journal(champs, 'Operation');
  expect(ligne).toContain('[secret]');
  expect(secretsDe(ligne)).toEqual([]);
  const vente = { venteId: '0190b5a0-0000-7000-8000-000000000001', traceId: 'c0ffee00c0ffee00' };
  expect(secretsDe(journal(vente, 'Le mot de passe ou le jeton n’est pas valide'))).toEqual([]);
});

describe('the end of a run', () => {
  /** A project folder with one log of one process. */
  function surUnJournal(texte: string, secrets: string[] = []) {
    const racine = mkdtempSync(join(tmpdir(), 'caisse-secrets-'));
    try {
      mkdirSync(join(racine, 'artefacts/pannes/essai'), { recursive: true });
      mkdirSync(join(racine, 'artefacts/secrets'), { recursive: true });
      writeFileSync(join(racine, 'artefacts/pannes/essai/caisse.log'), texte);
      writeFileSync(join(racine, 'artefacts/secrets/1'), secrets.join('\n'));
      return { alors: examiner(racine, 0), plusTard: examiner(racine, Date.now() + 60_000) };
    } finally {
      rmSync(racine, { recursive: true });
    }
  }

  test('fails for a log with a secret, and names its line without showing it', async () => {
    const jeton = await IDENTITES.jeton(caissierDe(1));
    const { alors } = surUnJournal(`bien\n${jeton}\n`);
    expect(alors.fautes).toEqual([expect.stringMatching(/caisse\.log:2: a token$/)]);
    expect(alors.fautes.join()).not.toContain(jeton);
  });

  test('looks for what tests declared', () => {
    const { alors } = surUnJournal('une ligne avec un-secret-du-jour\n', ['un-secret-du-jour']);
    expect(alors.fautes).toEqual([expect.stringContaining('a secret of this run')]);
  });

  test('looks at this run alone', () => {
    const { alors, plusTard } = surUnJournal('une ligne\n');
    expect(alors).toEqual({ fautes: [], lignes: 1, fichiers: 1 });
    expect(plusTard.fichiers).toBe(0);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Issue } from '../../shared/api/use-envoi.ts';
import type { EchecPanier, ReponsePanier } from './echec.ts';
import { creerFile, type Envoi } from './file.ts';

const REUSSITE: Issue<ReponsePanier> = { sorte: 'reponse', resultat: { __typename: 'Panier' } };
const PANNE: Issue<ReponsePanier> = { sorte: 'panne', panne: { sorte: 'reseau' } };

/** A queue, and a way to wait until what was put in it has been sent. */
function fileEspionnee() {
  const echecs: (EchecPanier | null)[] = [];
  const enFile = creerFile((echec) => echecs.push(echec));
  const faite = (envoi: Envoi) =>
    new Promise<EchecPanier | null>((suite) => {
      enFile(envoi);
      enFile({
        envoyer: () => Promise.resolve(REUSSITE).finally(() => suite(echecs.at(-2) ?? null)),
      });
    });
  return { enFile, faite };
}

describe('creerFile', () => {
  test('sends the second change only when the first is answered', async () => {
    const journal: string[] = [];
    const { enFile, faite } = fileEspionnee();
    let repondre: (issue: Issue<ReponsePanier>) => void = () => {};
    enFile({
      envoyer: () => {
        journal.push('premier');
        return new Promise((suite) => {
          repondre = suite;
        });
      },
    });
    const second = faite({
      envoyer: () => {
        journal.push('second');
        return Promise.resolve(REUSSITE);
      },
    });
    await Promise.resolve();
    expect(journal).toEqual(['premier']);
    repondre(REUSSITE);
    await second;
    expect(journal).toEqual(['premier', 'second']);
  });

  test('sends the very same change again after a lost answer', async () => {
    const reponses = [PANNE, REUSSITE];
    let envois = 0;
    const { faite } = fileEspionnee();
    const echec = await faite({
      envoyer: () => {
        envois += 1;
        return Promise.resolve(reponses.shift() ?? REUSSITE);
      },
    });
    expect(echec).toMatchObject({ sorte: 'panne', panne: { sorte: 'reseau' } });
    if (echec?.sorte === 'panne') echec.reessayer();
    await faite({ envoyer: () => Promise.resolve(REUSSITE) });
    expect(envois).toBe(2);
  });

  test('goes on after a change that threw', async () => {
    const { enFile, faite } = fileEspionnee();
    enFile({ envoyer: () => Promise.reject(new Error('bug')) });
    expect(await faite({ envoyer: () => Promise.resolve(REUSSITE) })).toBeNull();
  });
});

import { describe, expect, test } from '@jest/globals';
import { creerFile } from './file.ts';

/** A task that writes when it begins and ends when it is told to. */
function tache(journal: string[], nom: string) {
  let finir = () => {};
  const fin = new Promise<void>((suite) => (finir = suite));
  return { finir: () => finir(), faire: () => (journal.push(nom), fin) };
}
const tourner = () => new Promise((suite) => setImmediate(suite));

describe('creerFile', () => {
  test('begins the second change only when the first is answered', async () => {
    const journal: string[] = [];
    const file = creerFile();
    const [un, deux] = [tache(journal, 'un'), tache(journal, 'deux')];
    const premier = file.faire(un.faire);
    const second = file.faire(deux.faire);
    await tourner();
    expect(journal).toEqual(['un']);
    expect(file.enRoute()).toBe(2);
    un.finir();
    deux.finir();
    await Promise.all([premier, second]);
    expect(journal).toEqual(['un', 'deux']);
    expect(file.enRoute()).toBe(0);
  });

  test('goes on after a change that threw', async () => {
    const file = creerFile();
    const casse = file.faire(() => Promise.reject(new Error('bug')));
    const suite = file.faire(() => Promise.resolve('fait'));
    await expect(casse).rejects.toThrow('bug');
    expect(await suite).toBe('fait');
  });

  test('begins nothing while it is held, and all of it once everybody let go', async () => {
    const journal: string[] = [];
    const file = creerFile();
    const [lacher, lacherAussi] = [file.retenir(), file.retenir()];
    const fait = file.faire(() => Promise.resolve(journal.push('fait')));
    lacher();
    lacher();
    await tourner();
    expect(journal).toEqual([]);
    lacherAussi();
    await fait;
    expect(journal).toEqual(['fait']);
  });
});

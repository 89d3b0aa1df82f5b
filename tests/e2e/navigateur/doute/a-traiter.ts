import { expect, test } from '@jest/globals';

import { passerA } from '../personne/gestes/se-connecter.ts';
import { regarder } from '../tailles.ts';
import { DOSSIERS } from './dossiers.ts';
import { type Doute, operation } from './ouvrir.ts';

/** What the till could not finish, for the manager; leaves them there. */
export function traiter(doute: Doute): void {
  test('is listed for who manages the store, with ways to resolve it', async () => {
    const { page, watched } = doute;
    await passerA(page, 'gerant1');
    await page.getByRole('link', { name: 'À traiter' }).click();
    await page.getByText('Rien à traiter.').waitFor();
    await regarder(watched, 'rien-a-traiter');
    await page.route('**/graphql', (route) =>
      operation(route).includes('query PageATraiter')
        ? route.fulfill({ json: { data: { dossiersATraiter: DOSSIERS } } })
        : route.continue(),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Remboursement refusé par la carte' }).waitFor();
    await page.getByText('Historique').first().click();
    await page.getByText('carte_expiree').waitFor();
    await regarder(watched, 'a-traiter');
    await page.getByRole('button', { name: 'Payer au comptant' }).click();
    await page.getByRole('dialog', { name: 'Payer au comptant' }).waitFor();
    await regarder(watched, 'payer-au-comptant');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const vente = page.getByRole('listitem').filter({ hasText: 'Vente ni conclue ni rendue' });
    await vente.getByRole('button', { name: 'Réessayer maintenant' }).click();
    await page.getByText('Aucun dossier').waitFor();
    await page.getByRole('button', { name: 'Déclarer la carte rendue' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Déclarer la carte rendue' })
      .click();
    await page.getByText('Écrivez comment la carte a été rendue').waitFor();
    await regarder(watched, 'declarer-la-carte-rendue');
    await page.keyboard.press('Escape');
  });

  test('whose provider does not answer waits for what a person was told, and the reason', async () => {
    const { page, watched } = doute;
    const declarer = page.getByRole('button', { name: 'Déclarer le remboursement' });
    // A card that refuses has answered, and that of a sale is declared in its own way.
    expect(await declarer.count()).toBe(1);
    await declarer.click();
    const dialogue = page.getByRole('dialog', { name: 'Déclarer le remboursement' });
    await dialogue.getByLabel('Quelle carte').waitFor();
    const motif = dialogue.getByLabel('Qui l’a dit');
    await motif.press('Enter');
    await dialogue.getByText('Choisissez ce que le fournisseur a répondu').waitFor();
    await dialogue.getByLabel('Selon le fournisseur').selectOption('n’est pas remboursée');
    await motif.press('Enter');
    await dialogue.getByText('Écrivez qui l’a dit').waitFor();
    await regarder(watched, 'declarer-le-remboursement');
    await motif.fill('Moneris, M. Roy : aucune trace');
    await motif.press('Enter');
    // The case was made up: the server says so, in its own words, and what was typed stays.
    await dialogue.getByText('Aucun dossier à traiter ne porte cet identifiant').waitFor();
    expect(await motif.inputValue()).toMatch(/aucune trace$/);
    await page.keyboard.press('Escape');
    await page.unroute('**/graphql');
  });
}

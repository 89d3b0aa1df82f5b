import { test } from '@jest/globals';

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
    await page.getByRole('button', { name: 'Réessayer maintenant' }).click();
    await page.getByText('Aucun dossier').waitFor();
    await page.getByRole('button', { name: 'Déclarer la carte rendue' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Déclarer la carte rendue' })
      .click();
    await page.getByText('Écrivez comment la carte a été rendue').waitFor();
    await regarder(watched, 'declarer-la-carte-rendue');
    await page.unroute('**/graphql');
  });
}

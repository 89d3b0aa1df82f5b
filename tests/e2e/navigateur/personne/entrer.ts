import { expect, test } from '@jest/globals';

import { lireMenu } from './gestes/lire-menu.ts';
import { seConnecter } from './gestes/se-connecter.ts';
import type { Parcours } from './parcours.ts';

/** Starts where nobody is signed in; leaves a cashier on a page that is not theirs. */
export function entrer(parcours: Parcours): void {
  const { numero } = parcours.personne;

  test('is asked who they are, told of a wrong password, and of an account that is locked', async () => {
    const { page, capture } = parcours;
    await page.goto(`${parcours.url}/admin/ventes`);
    await page.getByRole('heading', { name: 'Connexion' }).waitFor();
    await capture('connexion');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('Remplissez ce champ').first().waitFor();
    const refus = page.getByText('n’est pas le bon');
    const verrou = page.getByText(/Trop d’essais .* dans \d+ s/).first();
    for (let essai = 1; essai <= 5; essai += 1) {
      await seConnecter(page, 'caissier5', `essai ${essai}`);
      await refus.or(verrou).waitFor();
      if (essai === 1) await capture('mot-de-passe-refuse');
      await page.getByLabel('Identifiant').fill('caissier');
      await refus.or(verrou).waitFor({ state: 'detached' });
    }
    await seConnecter(page, 'caissier5');
    await verrou.waitFor();
    await capture('compte-verrouille');
    expect(await page.getByRole('button', { name: 'Se connecter' }).isDisabled()).toBe(true);
  });

  test('signs in, comes to the page they wanted, and sees what a cashier may', async () => {
    const { page, capture } = parcours;
    await seConnecter(page, `Caissier${numero}`);
    await page.getByRole('heading', { name: 'Ventes' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/admin/ventes');
    expect(await lireMenu(page)).toEqual(['Caisse', 'Ventes']);
    expect(await page.getByLabel('Magasin', { exact: true }).count()).toBe(0);
    await page.goto(`${parcours.url}/admin/tableau-de-bord`);
    await page.getByText('ne donne pas accès à cette page').waitFor();
    await capture('page-reservee');
  });
}

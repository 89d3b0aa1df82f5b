import { expect, test } from '@jest/globals';

import { lireMenu } from './gestes/lire-menu.ts';
import { aLaCaisse } from './gestes/reprendre-la-caisse.ts';
import type { Parcours } from './parcours.ts';

/** Several people at one till, without a lock; leaves it to the cashier. */
export function changerDEmploye(parcours: Parcours): void {
  const { numero, caissier, gerant } = parcours.personne;

  test('hands the till over by PIN and takes it back, with the cart as it is', async () => {
    const { page, capture } = parcours;
    await aLaCaisse(page, caissier).waitFor();
    await page.keyboard.press('F3');
    await page.getByRole('button', { name: new RegExp(gerant) }).waitFor();
    await capture('changer-d-employe');
    await page.getByRole('button', { name: new RegExp(gerant) }).click();
    // As fingers do: faster is a scanner.
    await page.keyboard.type('9999', { delay: 60 });
    await page.keyboard.press('Enter');
    await page.getByText('Ce n’est pas le bon NIP').waitFor();
    await capture('nip-refuse');
    // On the screen and on the keyboard, in one PIN.
    await page.getByRole('button', { name: '2', exact: true }).click();
    await page.keyboard.type('00');
    await page.getByRole('button', { name: String(numero), exact: true }).click();
    await page.keyboard.press('Enter');
    await aLaCaisse(page, gerant).waitFor();
    await page.getByRole('region', { name: 'Panier' }).getByText('8,45 $').waitFor();
    await capture('gerant-a-la-caisse');
    expect(await lireMenu(page)).toEqual(['Caisse', 'Ventes', 'Tableau de bord', 'À traiter']);

    await aLaCaisse(page, gerant).click();
    await page.getByRole('button', { name: new RegExp(caissier) }).click();
    await page.keyboard.type(`100${numero}`);
    await page.getByRole('button', { name: 'Valider' }).click();
    await aLaCaisse(page, caissier).waitFor();
    await page.getByRole('region', { name: 'Panier' }).getByText('8,45 $').waitFor();
  });
}

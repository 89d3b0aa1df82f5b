import { expect, test } from '@jest/globals';

import { passerA } from './gestes/se-connecter.ts';
import type { Parcours } from './parcours.ts';

/** Who may not take products back is not offered to; still the cashier. */
export function neRembourserRien(parcours: Parcours): void {
  test('does not take products back as a cashier', async () => {
    const { page } = parcours;
    await page.getByRole('link', { name: 'Ventes' }).click();
    await page
      .getByRole('button', { name: /Voir la vente/ })
      .last()
      .click();
    await page.getByText('Un gérant du magasin peut annuler').waitFor();
    expect(await page.getByRole('button', { name: 'Rembourser' }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });
}

/** Leaves a manager on the sales of their store, and 2,50 $ of milk taken back. */
export function rembourser(parcours: Parcours): void {
  const { numero } = parcours.personne;

  test('takes a product back as a manager, and reads the credit', async () => {
    const { page, capture } = parcours;
    await passerA(page, `gerant${numero}`);
    await page.getByRole('link', { name: 'Ventes' }).click();
    await page
      .getByRole('button', { name: /Voir la vente/ })
      .last()
      .click();
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Quantité de Lait à retourner').fill('1');
    await page.getByLabel('Motif').fill('Carton abîmé');
    await capture('retour');
    await page.getByRole('button', { name: 'Rembourser' }).click();
    await page.getByText('À remettre au client', { exact: false }).waitFor();
    await capture('retour-fait');
    await page.keyboard.press('Escape');
  });
}

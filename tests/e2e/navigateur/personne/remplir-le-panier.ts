import { expect, test } from '@jest/globals';

import { chercherEtAjouter } from './gestes/chercher-produit.ts';
import type { Parcours } from './parcours.ts';

/** Leaves three bottles of water and two of milk in the cart, for 8,45 $: the next groups count on it. */
export function remplirLePanier(parcours: Parcours): void {
  test('finds products while typing, adds them by keyboard, sees both taxes', async () => {
    const { page, capture } = parcours;
    await page.keyboard.type('p');
    await page.getByText('2 produits trouvés').waitFor({ state: 'attached' });
    await capture('recherche');
    await page.keyboard.press('Escape');
    await chercherEtAjouter(page, 'pom', 'Pommes');
    await chercherEtAjouter(page, 'eau', 'Eau');
    // A scanner types the barcode and Enter, faster than any answer.
    await page.keyboard.type('0620000000035');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();

    await page.getByRole('textbox', { name: 'Quantité de Eau' }).fill('3');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Augmenter Lait' }).click();
    const panier = page.getByRole('region', { name: 'Panier' });
    await panier.getByText('9,95 $').waitFor();
    expect(await panier.getByText('TPS 5 %').isVisible()).toBe(true);
    expect(await panier.getByText('TVQ 9,975 %').isVisible()).toBe(true);
    await capture('panier');

    await page.getByRole('button', { name: 'Retirer Pommes' }).click();
    await panier.getByText('8,45 $').waitFor();
  });

  test('keeps the cart and the sign-in through a reload', async () => {
    const { page } = parcours;
    await page.reload();
    await page.getByRole('region', { name: 'Panier' }).getByText('8,45 $').waitFor();
  });
}

/// <reference lib="dom" />
import { expect, test } from '@jest/globals';

import type { Parcours } from './parcours.ts';

/** Leaves the cashier at their open till, with nothing in the cart. */
export function ouvrirLaCaisse(parcours: Parcours): void {
  const { magasin, caissier } = parcours.personne;

  test('chooses a till of their store, and opens it with a float', async () => {
    const { page, capture } = parcours;
    await page.getByRole('link', { name: 'Revenir à ma page d’accueil' }).click();
    await page.getByRole('heading', { name: `Bonjour ${caissier}.` }).waitFor();
    await page.getByRole('heading', { name: `Caisses de ${magasin}` }).waitFor();
    await page.getByRole('button', { name: 'Ouvrir la caisse 1' }).waitFor();
    await capture('choisir-une-caisse');
    await page.getByRole('button', { name: 'Ouvrir la caisse 1' }).click();
    await page.getByLabel('Fond de caisse').fill('deux cents');
    await page.keyboard.press('Enter');
    await page.getByText('Écrivez un montant en dollars').waitFor();
    await page.getByLabel('Fond de caisse').fill('200,00');
    await capture('fond-de-caisse');
    await page.keyboard.press('Enter');
    const champ = page.getByRole('combobox', { name: 'Rechercher ou balayer un produit' });
    await champ.waitFor();
    expect(await champ.evaluate((e) => e === document.activeElement)).toBe(true);
    await capture('caisse-ouverte');
  });
}

import { test } from '@jest/globals';

import type { Parcours } from './parcours.ts';

/** Leaves the cashier with the PIN 246810. */
export function changerDeNip(parcours: Parcours): void {
  test('chooses another PIN in their account', async () => {
    const { page, capture } = parcours;
    await page.getByRole('button', { name: /Mon compte/ }).click();
    const compte = page.getByRole('dialog', { name: 'Mon compte' });
    await compte.getByRole('button', { name: 'Changer mon NIP' }).click();
    await compte.getByLabel('NIP', { exact: true }).fill('246810');
    await compte.getByLabel('Mot de passe').fill('pas le mien');
    await page.keyboard.press('Enter');
    await compte.getByText('Ce n’est pas votre mot de passe').waitFor();
    await capture('mon-compte');
    await compte.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await compte.getByText('Votre NIP est enregistré').waitFor();
    await page.keyboard.press('Escape');
    await compte.waitFor({ state: 'detached' });
  });
}

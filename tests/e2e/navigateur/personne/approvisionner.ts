import { expect, test } from '@jest/globals';

import { lireMenu } from './gestes/lire-menu.ts';
import { passerA } from './gestes/se-connecter.ts';
import type { Parcours } from './parcours.ts';

/** Leaves somebody of logistics on their page, with 4 880 loaves at the centre. */
export function approvisionner(parcours: Parcours): void {
  const { magasin } = parcours.personne;

  test('supplies the store from the logistics centre', async () => {
    const { page, capture } = parcours;
    await passerA(page, 'logistique');
    await page.getByRole('heading', { name: 'Approvisionnement' }).waitFor();
    expect(await lireMenu(page)).toEqual(['Ventes', 'Approvisionnement']);
    await page.getByLabel('Magasin à approvisionner').selectOption({ label: magasin });
    // Another store begins another transfer.
    await page.getByRole('button', { name: `Transférer vers ${magasin}` }).waitFor();
    await page.getByLabel('Quantité de Pain à transférer').fill('5001');
    await page.getByRole('button', { name: `Transférer vers ${magasin}` }).click();
    await page.getByText('Il n’en reste que', { exact: false }).waitFor();
    await page.getByLabel('Quantité de Pain à transférer').fill('120');
    await page.getByLabel('Quantité de Lait à transférer').fill('48');
    await capture('approvisionnement');
    await page.getByRole('button', { name: `Transférer vers ${magasin}` }).click();
    await page.getByText(`Transféré vers ${magasin}`, { exact: false }).waitFor();
    await page.getByRole('row', { name: /Pain/ }).getByText('4 880 en stock').waitFor();
  });
}

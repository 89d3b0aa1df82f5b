import { expect, test } from '@jest/globals';

import type { Parcours } from './parcours.ts';

/** Adds up what was sold and taken back before; leaves the manager on the dashboard. */
export function lireLeTableauDeBord(parcours: Parcours): void {
  const { magasin } = parcours.personne;

  test('sees the week of their store on the dashboard', async () => {
    const { page, capture } = parcours;
    await page.getByRole('link', { name: 'Tableau de bord' }).click();
    expect(await page.getByLabel('Portée').count()).toBe(0);
    await page.getByRole('heading', { name: 'Ventes par magasin' }).waitFor();
    // 8,45 + 6,00 less the 2,50 of milk; what was taken back whole counts for nothing.
    await page.getByText('11,95 $').first().waitFor();
    await page.getByText(magasin).filter({ visible: true }).first().waitFor();
    await capture('tableau-de-bord');
  });
}

import { expect, test } from '@jest/globals';

import type { Parcours } from './parcours.ts';

/** Leaves the manager on the dashboard, and the screens in English. */
export function changerDeLangue(parcours: Parcours): void {
  test('reads the same screens in English', async () => {
    const { page, capture } = parcours;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);
    await capture('en-anglais');
  });
}

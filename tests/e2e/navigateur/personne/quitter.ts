/// <reference lib="dom" />
import { expect, test } from '@jest/globals';

import type { Parcours } from './parcours.ts';

/** Leaves the screen in English, with nobody signed in: nothing comes after. */
export function quitter(parcours: Parcours): void {
  test('leaves, and nothing is shown to who comes next', async () => {
    const { page, capture } = parcours;
    await page.getByRole('button', { name: /My account/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await capture('parti');
    await page.goto(`${parcours.url}/admin/tableau-de-bord`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
}

/// <reference lib="dom" />
import { expect, test } from '@jest/globals';

import { aLaCaisse, reprendre, verrou } from './gestes/reprendre-la-caisse.ts';
import type { Parcours } from './parcours.ts';

/** A screen that nobody keeps; leaves the till to the cashier, on a page whose clock a test may move. */
export function verrouiller(parcours: Parcours): void {
  const { magasin, numero, caissier, gerant } = parcours.personne;

  test('leaves the till alone: it locks itself, and nothing behind can be read or reached', async () => {
    const { page, capture } = parcours;
    const panier = page.getByRole('region', { name: 'Panier' });
    // The clock of the page is the test's from here on.
    await page.clock.install();
    await page.reload();
    await panier.getByText('8,45 $').waitFor();
    await page.clock.fastForward('04:50');
    expect(await verrou(page).count()).toBe(0);
    await page.clock.fastForward('00:10');
    await verrou(page).getByText(`${magasin} · session de ${caissier}`).waitFor();
    const premier = verrou(page).getByRole('button', { name: caissier });
    expect(await premier.evaluate((e) => e === document.activeElement)).toBe(true);
    await verrou(page).getByRole('button', { name: gerant }).waitFor();
    await capture('ecran-verrouille');

    await page.keyboard.press('F9');
    // A scanner opens at most the PIN of the first, where its code is no PIN.
    for (let balayage = 1; balayage <= 2; balayage += 1) {
      await page.keyboard.type('0620000000035');
      await page.keyboard.press('Enter');
    }
    await verrou(page).getByText('Composez de 4 à 6 chiffres').waitFor();
    await capture('verrou-balaye');
    await page.goBack();
    await verrou(page).waitFor();
    await page.goForward();
    await page.reload();
    await premier.waitFor();
    const [autre] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluate(() => void window.open('/admin/ventes')),
    ]);
    await verrou(autre).waitFor();
    for (const onglet of [page, autre]) {
      expect(await onglet.getByRole('dialog').count()).toBe(1);
      expect(await onglet.getByRole('navigation').count()).toBe(0);
      expect(await onglet.getByText('$').count()).toBe(0);
    }

    await reprendre(page, caissier, '9999');
    await verrou(page).getByText('Ce n’est pas le bon NIP').waitFor();
    await page.keyboard.type(`100${numero}`);
    await page.keyboard.press('Enter');
    await aLaCaisse(page, caissier).waitFor();
    await panier.getByText('8,45 $').waitFor();
    await autre.getByRole('heading', { name: 'Ventes' }).waitFor();
    await autre.close();
  });

  test('locks the screen when leaving it, and a colleague takes the till over', async () => {
    const { page } = parcours;
    const panier = page.getByRole('region', { name: 'Panier' });
    await page.keyboard.press('F7');
    await reprendre(page, gerant, `200${numero}`);
    await aLaCaisse(page, gerant).waitFor();
    await panier.getByText('8,45 $').waitFor();
    await page.getByRole('button', { name: 'Verrouiller l’écran' }).click();
    await reprendre(page, caissier, `100${numero}`);
    await aLaCaisse(page, caissier).waitFor();
    await panier.getByText('8,45 $').waitFor();
  });
}

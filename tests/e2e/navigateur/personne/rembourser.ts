/// <reference lib="dom" />
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';

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

/** Leaves a manager on the sales of their store, 2,50 $ of milk and a sale of 4,60 $ taken back. */
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
    const remise = page.getByRole('group', { name: /À remettre au client/ });
    await remise.getByText('2,50 $').waitFor();
    await capture('retour-fait');
    await acquitter(page);
    await page.keyboard.press('Escape');
  });

  test('takes a whole sale back, and is shown what to hand over until it is done', async () => {
    const { page, capture } = parcours;
    await page
      .getByRole('button', { name: /Voir la vente/ })
      .nth(1)
      .click();
    await page.getByRole('button', { name: 'Tout retourner' }).click();
    await page.getByLabel('Motif').fill('Le client a changé d’idée');
    await page.keyboard.press('Enter');
    const remise = page.getByRole('group', { name: /À remettre au client/ });
    await remise.getByText('3,60 $').waitFor();
    await remise.getByText('1,02 $').waitFor();
    await page.getByText('Annulée').first().waitFor();
    await capture('retour-complet');
    await acquitter(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
}

/** Neither Escape nor a key that is held passes what is to be handed over; the focus never leaves the dialog. */
async function acquitter(page: Page): Promise<void> {
  const remise = page.getByRole('group', { name: /À remettre au client/ });
  expect(await remise.evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'C’est remis' }).click();
  await remise.waitFor({ state: 'detached' });
  const dansLeDialogue = () => document.activeElement?.closest('dialog') !== null;
  expect(await page.evaluate(dansLeDialogue)).toBe(true);
}

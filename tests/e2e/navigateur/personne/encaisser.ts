import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';

import { chercherEtAjouter } from './gestes/chercher-produit.ts';
import { reprendre, verrou } from './gestes/reprendre-la-caisse.ts';
import type { Parcours } from './parcours.ts';

/** Pays the cart, then two more sales; leaves receipts of 8,45 $, 4,60 $ and 6,00 $, and an empty cart. */
export function encaisser(parcours: Parcours): void {
  const { magasin, caissier } = parcours.personne;

  test('pays in cash, gives the change, sees the receipt, starts the next sale', async () => {
    const { page, capture } = parcours;
    await payer(page, 'F9');
    await page.getByLabel('Comptant reçu').fill('5,00');
    await page.getByText('Il manque', { exact: false }).first().waitFor();
    await page.getByLabel('Comptant reçu').fill('20,00');
    await page.getByRole('dialog').getByText('11,55 $').first().waitFor();
    await capture('paiement-comptant');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    const recu = page.getByRole('article', { name: 'Reçu de caisse' });
    const NUMEROS = ['123456789 RT 0001', '1234567890 TQ 0001'];
    for (const texte of [
      magasin,
      caissier,
      'Lait',
      'TPS 5 %',
      'TVQ 9,975 %',
      '8,45 $',
      '11,55 $',
      ...NUMEROS,
    ]) {
      expect(await recu.getByText(texte).first().isVisible()).toBe(true);
    }
    await capture('recu');
    await venteSuivante(page);
  });

  test('rounds cash to five cents, and says by how much', async () => {
    const { page, capture } = parcours;
    await chercherEtAjouter(page, '3*eau', 'Eau');
    await page.getByRole('region', { name: 'Panier' }).getByText('3,45 $').waitFor();
    await page.getByRole('button', { name: 'Augmenter Eau' }).click();
    // 4,00 + 0,20 + 0,40 = 4,60: exact; five bottles make 5,75; one makes 1,15. Two and a card make cents.
    await page.getByRole('region', { name: 'Panier' }).getByText('4,60 $').waitFor();
    await payer(page, 'F8');
    await page.getByLabel('Montant par carte').fill('1,02');
    await page.getByRole('dialog').getByText('Arrondi').waitFor();
    await capture('paiement-partage');
    await page.getByLabel('Comptant reçu').fill('3,60');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.getByRole('article', { name: 'Reçu de caisse' }).getByText('Arrondi').waitFor();
    await venteSuivante(page);
  });

  test('is told which product runs out, at its line, and keeps the cart', async () => {
    const { page, capture } = parcours;
    await chercherEtAjouter(page, 'pain', 'Pain');
    await page.getByRole('textbox', { name: 'Quantité de Pain' }).fill('1001');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Panier' }).getByText('3 003,00 $').first().waitFor();
    await payer(page, 'F10');
    await page.keyboard.press('Enter');
    await page.getByText('il n’en reste que', { exact: false }).first().waitFor();
    await capture('stock-insuffisant');
    await page.getByRole('textbox', { name: 'Quantité de Pain' }).fill('2');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Panier' }).getByText('6,00 $').first().waitFor();
  });

  test('pays by card, and the lock waits for the answer', async () => {
    const { page } = parcours;
    await payer(page, 'F10');
    let continuer = () => {};
    const suite = new Promise<void>((resolve) => (continuer = resolve));
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('mutation Checkout')) await suite;
      await route.continue();
    });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Encaissement…' }).waitFor();
    await page.keyboard.press('F7');
    expect(await page.getByRole('dialog', { name: 'Paiement' }).count()).toBe(1);
    expect(await verrou(page).count()).toBe(0);
    continuer();
    await verrou(page).waitFor();
    await page.unroute('**/graphql');
    await reprendre(page, caissier, '246810');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.getByRole('article', { name: 'Reçu de caisse' }).getByText('Carte').waitFor();
    await venteSuivante(page);
  });
}

/** Opens the payment with one of its keys. */
async function payer(page: Page, touche: 'F8' | 'F9' | 'F10'): Promise<void> {
  await page.keyboard.press(touche);
  await page.getByRole('dialog', { name: 'Paiement' }).waitFor();
}

async function venteSuivante(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByText('Le panier est vide').waitFor();
}

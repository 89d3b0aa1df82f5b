/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { createClient } from '../support/client.ts';
import {
  CHROMIUM,
  CHROMIUM_MISSING,
  launch,
  openPage,
  type Watched,
} from '../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../support/standalone.ts';

const SIZES = [
  { width: 1280, height: 800, magasin: 'Magasin un' },
  { width: 768, height: 1024, magasin: 'Magasin deux' },
];

if (CHROMIUM) {
  describe.each(SIZES)('a person, on a screen $width pixels wide', (size) => parcours(size));
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}

function parcours({ magasin, ...size }: (typeof SIZES)[number]): void {
  let caisse: RunningStandalone;
  let browser: Browser;
  let watched: Watched;

  beforeAll(async () => {
    caisse = await startStandalone();
    browser = await launch();
    watched = await openPage(browser, size);
    watched.page.setDefaultTimeout(15_000);
  });

  afterAll(async () => {
    await browser.close();
    await caisse.dispose();
  });

  /** Types into the search field, waits for the product, and adds it with Enter. */
  async function chercherEtAjouter(saisie: string, nom: string): Promise<void> {
    const { page } = watched;
    await page.keyboard.type(saisie);
    await page.getByRole('option', { name: nom }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: `Quantité de ${nom}` }).waitFor();
  }

  /** Opens the payment with one of its keys. */
  async function payer(touche: 'F8' | 'F9' | 'F10'): Promise<void> {
    await watched.page.keyboard.press(touche);
    await watched.page.getByRole('dialog', { name: 'Paiement' }).waitFor();
  }

  async function venteSuivante(): Promise<void> {
    await watched.page.keyboard.press('Enter');
    await watched.page.getByText('Le panier est vide').waitFor();
  }

  test('chooses a store and a till, and opens it with a float', async () => {
    const { page, capture } = watched;
    await page.goto(caisse.url);
    await page.getByRole('button', { name: magasin }).click();
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

  test('finds products while typing, adds them by keyboard, sees both taxes', async () => {
    const { page, capture } = watched;
    await page.keyboard.type('p');
    await page.getByText('2 produits trouvés').waitFor({ state: 'attached' });
    await capture('recherche');
    await page.keyboard.press('Escape');
    await chercherEtAjouter('pom', 'Pommes');
    await chercherEtAjouter('eau', 'Eau');
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

  test('keeps the cart through a reload', async () => {
    const { page } = watched;
    await page.reload();
    await page.getByRole('region', { name: 'Panier' }).getByText('8,45 $').waitFor();
  });

  test('pays in cash, gives the change, sees the receipt, starts the next sale', async () => {
    const { page, capture } = watched;
    await payer('F9');
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
    await venteSuivante();
  });

  test('rounds cash to five cents, and says by how much', async () => {
    const { page, capture } = watched;
    await chercherEtAjouter('3*eau', 'Eau');
    await page.getByRole('region', { name: 'Panier' }).getByText('3,45 $').waitFor();
    await page.getByRole('button', { name: 'Augmenter Eau' }).click();
    // 4,00 + 0,20 + 0,40 = 4,60: exact; five bottles make 5,75; one makes 1,15. Two and a card make cents.
    await page.getByRole('region', { name: 'Panier' }).getByText('4,60 $').waitFor();
    await payer('F8');
    await page.getByLabel('Montant par carte').fill('1,02');
    await page.getByRole('dialog').getByText('Arrondi').waitFor();
    await capture('paiement-partage');
    await page.getByLabel('Comptant reçu').fill('3,60');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.getByRole('article', { name: 'Reçu de caisse' }).getByText('Arrondi').waitFor();
    await venteSuivante();
  });

  test('is told which product runs out, at its line, and keeps the cart', async () => {
    const { page, capture } = watched;
    await chercherEtAjouter('pain', 'Pain');
    await page.getByRole('textbox', { name: 'Quantité de Pain' }).fill('1001');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Panier' }).getByText('3 003,00 $').first().waitFor();
    await payer('F10');
    await page.keyboard.press('Enter');
    await page.getByText('il n’en reste que', { exact: false }).first().waitFor();
    await capture('stock-insuffisant');
    await page.getByRole('textbox', { name: 'Quantité de Pain' }).fill('2');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Panier' }).getByText('6,00 $').first().waitFor();
  });

  test('pays by card', async () => {
    const { page } = watched;
    await payer('F10');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.getByRole('article', { name: 'Reçu de caisse' }).getByText('Carte').waitFor();
    await venteSuivante();
  });

  test('corrects a price at head office, and is told when somebody was faster', async () => {
    const { page, capture } = watched;
    await page.getByRole('link', { name: 'Produits' }).click();
    await page.getByRole('button', { name: 'Modifier Bananes' }).click();
    await capture('modifier-produit');
    // Somebody else changes it meanwhile.
    const input = { id: '2', version: 1, nom: 'Bananes', prix: 210, description: 'Bananes bio' };
    await createClient(caisse.url).run(
      'mutation ($input: ModifierProduitInput!) { modifierProduit(input: $input) { __typename } }',
      { input },
    );
    await page.getByLabel('Prix avant taxes ($)').fill('2,25');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('a été modifié entre-temps', { exact: false }).waitFor();
    await capture('conflit-de-versions');
    await page.getByRole('button', { name: 'Remettre ma saisie' }).click();
    await page.getByText('« Bananes » est enregistré.').waitFor();
    await page
      .getByRole('row', { name: /Bananes/ })
      .getByText('2,25 $')
      .waitFor();
    await capture('produits');
  });

  test('supplies the store from the logistics centre', async () => {
    const { page, capture } = watched;
    await page.getByRole('link', { name: 'Approvisionnement' }).click();
    await page.getByLabel('Magasin à approvisionner').selectOption({ label: magasin });
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

  test('takes a product back, and reads the credit', async () => {
    const { page, capture } = watched;
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
    await page.getByText('À remettre au client', { exact: false }).waitFor();
    await capture('retour-fait');
    await page.keyboard.press('Escape');
  });

  test('sees the week on the dashboard', async () => {
    const { page, capture } = watched;
    await page.getByRole('link', { name: 'Tableau de bord' }).click();
    await page.getByRole('heading', { name: 'Ventes par magasin' }).waitFor();
    // 8,45 + 4,60 + 6,00 less the 2,50 of milk.
    await page.getByText('16,55 $').first().waitFor();
    await page.getByText(magasin).filter({ visible: true }).first().waitFor();
    await capture('tableau-de-bord');
  });

  test('reads the same screens in English', async () => {
    const { page, capture } = watched;
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);
    await capture('en-anglais');
  });

  test('nothing complained meanwhile, in the page or in the log', () => {
    expect(watched.complaints).toEqual([]);
  });
}

/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import {
  CHROMIUM,
  CHROMIUM_MISSING,
  launch,
  openPage,
  type Watched,
} from '../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../support/standalone.ts';
import { faireTableRase, lireLaCaisse, ouvrirUneCaisse } from './robot/caisse.ts';
import { balayerDesArticles, type Essai } from './robot/essai.ts';
import { brancherLecteur, type Lecteur } from './robot/lecteur.ts';

/** A part of the matrix that `npm run test:balayages` plays whole. */
const ESSAIS: Essai[] = [
  { cadence: 265, latence: 0, foyer: 'recherche', fin: 'Tab' },
  { cadence: 265, latence: 300, foyer: 'quantite', fin: 'Enter' },
  { cadence: 500, latence: 100, foyer: 'recu', fin: 'Enter' },
  // Each addition waits for the one before: five are all scanned before the first answer, as ten are.
  { cadence: 265, latence: 1_500, foyer: 'quantite', fin: 'Tab', nombre: 5 },
];

if (CHROMIUM) {
  describe('a scanner at the till', balayages);
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}

declare global {
  interface Window {
    sons: number;
  }
}

function balayages(): void {
  let caisse: RunningStandalone;
  let browser: Browser;
  let watched: Watched;
  let page: Page;
  let lecteur: Lecteur;
  const getByRole = (...args: Parameters<Page['getByRole']>) => page.getByRole(...args);

  beforeAll(async () => {
    caisse = await startStandalone();
    browser = await launch();
    watched = await openPage(browser, { width: 1280, height: 800 });
    ({ page } = watched);
    page.setDefaultTimeout(15_000);
    // Each tone is counted; the machine of the tests is mute.
    await page.addInitScript(() => {
      window.sons = 0;
      const vrai = AudioContext.prototype.createOscillator;
      AudioContext.prototype.createOscillator = function () {
        window.sons += 1;
        return vrai.call(this);
      };
    });
    await ouvrirUneCaisse(page, caisse.url, 1);
    lecteur = await brancherLecteur(page);
  });

  afterAll(async () => {
    await browser.close();
    await caisse.dispose();
  });

  test.each(ESSAIS)(
    'loses nothing at $cadence ms an item and $latence ms an answer, focus in $foyer, ended by $fin',
    async (essai) => {
      expect((await balayerDesArticles(page, essai, essai.cadence + essai.latence)).ecarts).toEqual(
        [],
      );
    },
  );

  test('sounds for a code that nothing has, and lists it until it is dismissed', async () => {
    await faireTableRase(page);
    const avant = await page.evaluate(() => window.sons);
    await lecteur.balayer('0620000009996', 'Enter');
    await lecteur.balayer('0620000000035', 'Enter');
    await getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    expect((await lireLaCaisse(page)).refuses).toEqual(['0620000009996']);
    expect(await page.evaluate(() => window.sons)).toBeGreaterThan(avant);
    await watched.capture('code-inconnu');
    await page.reload();
    await page.getByText('Aucun produit ne porte ce code').first().waitFor();
    await getByRole('button', { name: 'Retirer de la liste : 0620000009996' }).click();
    expect((await lireLaCaisse(page)).refuses).toEqual([]);
  });

  test('never makes a quantity of a PLU, nor an amount of a code', async () => {
    await faireTableRase(page);
    await lecteur.balayer('0620000000035', 'Enter');
    const quantite = getByRole('textbox', { name: 'Quantité de Lait' });
    await quantite.focus();
    await lecteur.balayer('4011', 'Enter');
    await page.getByText('1 article n’est pas dans le panier').waitFor();
    expect(await quantite.inputValue()).toBe('1');
    await page.keyboard.press('F9');
    const recu = page.getByLabel('Comptant reçu');
    await recu.pressSequentially('20', { delay: 80 });
    await lecteur.balayer('0620000000042', 'Enter');
    await getByRole('dialog').getByText('5,50 $').first().waitFor();
    expect(await recu.inputValue()).toBe('20');
    await watched.capture('paiement-avec-un-refus');
    await page.keyboard.press('Escape');
    expect((await lireLaCaisse(page)).panier).toEqual(
      new Map([
        ['Lait', 1],
        ['Pain', 1],
      ]),
    );
  });

  test('leaves nothing of a code in the PIN of who takes the till over', async () => {
    await faireTableRase(page);
    await page.keyboard.press('F3');
    await getByRole('button', { name: /Geneviève Tremblay/ }).click();
    const nip = getByRole('textbox', { name: 'NIP de Geneviève Tremblay' });
    await lecteur.balayer('0620000000035', 'Enter');
    expect(await nip.inputValue()).toBe('');
    await nip.pressSequentially('20', { delay: 80 });
    await lecteur.balayer('0620000000042', 'Tab');
    expect(await nip.inputValue()).toBe('20');
    await page.keyboard.press('Escape');
    await nip.waitFor({ state: 'detached' });
    await getByRole('textbox', { name: 'Quantité de Pain' }).waitFor();
    await getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
  });

  test('leaves a person who types alone', async () => {
    await faireTableRase(page);
    await lecteur.balayer('0620000000035', 'Enter');
    const quantite = getByRole('textbox', { name: 'Quantité de Lait' });
    await quantite.focus();
    await quantite.pressSequentially('12', { delay: 60 });
    await page.keyboard.press('Enter');
    await page.getByText('30,00 $').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await quantite.evaluate((e) => e === document.activeElement)).toBe(false);
  });

  test('adds three of what is scanned after « 3 * »', async () => {
    await faireTableRase(page);
    await getByRole('combobox').pressSequentially('3*', { delay: 60 });
    await lecteur.balayer('0620000000059', 'Tab');
    await page.getByText('3,45 $').first().waitFor();
    expect(await getByRole('combobox').inputValue()).toBe('');
  });

  test('keeps what the network lost until it is tried again, whatever is scanned after', async () => {
    await faireTableRase(page);
    const plaintes = watched.complaints.length;
    await page.context().setOffline(true);
    await lecteur.balayer('0620000000035', 'Enter');
    await page.getByText('Le serveur n’a pas répondu').waitFor();
    await page.context().setOffline(false);
    watched.complaints.splice(plaintes);
    await lecteur.balayer('0620000000042', 'Enter');
    await getByRole('textbox', { name: 'Quantité de Pain' }).waitFor();
    await getByRole('button', { name: /^Réessayer/ }).click();
    await getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    expect((await lireLaCaisse(page)).refuses).toEqual([]);
  });

  test('takes a cleared cart back, with what was scanned since', async () => {
    await faireTableRase(page);
    for (const code of ['0620000000035', '0620000000042']) await lecteur.balayer(code, 'Enter');
    await getByRole('textbox', { name: 'Quantité de Pain' }).waitFor();
    await page.keyboard.press('F4');
    await page.getByText('Le panier est vide').waitFor();
    await lecteur.balayer('0620000000059', 'Enter');
    await getByRole('textbox', { name: 'Quantité de Eau' }).waitFor();
    await watched.capture('panier-vide-a-reprendre');
    await page.reload();
    await getByRole('button', { name: 'Annuler' }).click();
    await getByRole('textbox', { name: 'Quantité de Pain' }).waitFor();
    await getByRole('textbox', { name: 'Quantité de Eau' }).waitFor();
    expect((await lireLaCaisse(page)).panier).toEqual(
      new Map([
        ['Lait', 1],
        ['Pain', 1],
        ['Eau', 1],
      ]),
    );
  });

  test('keeps the change due on screen while Enter is held from the payment on', async () => {
    await faireTableRase(page);
    await lecteur.balayer('0620000000035', 'Enter');
    await getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    await page.keyboard.press('F9');
    await getByRole('dialog', { name: 'Paiement' }).waitFor();
    await page.keyboard.down('Enter');
    for (let tenue = 0; tenue < 10; tenue += 1) await page.keyboard.down('Enter');
    await getByRole('heading', { name: 'Vente terminée' }).waitFor();
    for (let tenue = 0; tenue < 10; tenue += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(await getByRole('heading', { name: 'Vente terminée' }).isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Le panier est vide').waitFor();
  });

  test('asks before it takes cash that nobody hands over', async () => {
    await faireTableRase(page);
    await lecteur.balayer('0620000000035', 'Enter');
    await getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    await page.keyboard.press('F9');
    await page.getByLabel('Comptant reçu').fill('99999,99');
    await page.keyboard.press('Enter');
    await getByRole('dialog', { name: 'Est-ce bien le montant reçu ?' }).waitFor();
    await watched.capture('comptant-invraisemblable');
    await page.keyboard.press('Enter');
    await page.getByLabel('Comptant reçu').fill('5');
    await page.keyboard.press('Enter');
    await getByRole('heading', { name: 'Vente terminée' }).waitFor();
  });

  test('had nothing to complain about meanwhile', () => {
    expect(watched.complaints).toEqual([]);
  });
}

import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, Page, Route } from 'playwright-core';

import { launch, openPage, type Watched } from '../../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../../support/standalone.ts';
import { ouvrirUneCaisse } from '../robot/caisse.ts';
import { brancherLecteur, type Lecteur } from '../robot/lecteur.ts';
import { TAILLES } from '../tailles.ts';

/** What the groups share: a cashier at an open till, and the system behind it. It is there once the tests run. */
export interface Doute {
  readonly caisse: RunningStandalone;
  readonly watched: Watched;
  readonly page: Page;
  readonly lecteur: Lecteur;
}

/** Opens a system and a till before the tests of this `describe`, and closes both after them. */
export function ouvrirDoute(): Doute {
  let caisse: RunningStandalone;
  let browser: Browser;
  let watched: Watched;
  let lecteur: Lecteur;

  beforeAll(async () => {
    caisse = await startStandalone();
    browser = await launch();
    watched = await openPage(browser, TAILLES[0]);
    watched.page.setDefaultTimeout(20_000);
    await ouvrirUneCaisse(watched.page, caisse.url, 1);
    lecteur = await brancherLecteur(watched.page);
  });

  afterAll(async () => {
    await browser.close();
    await caisse.dispose();
  });

  return {
    get caisse() {
      return caisse;
    },
    get watched() {
      return watched;
    },
    get page() {
      return watched.page;
    },
    get lecteur() {
      return lecteur;
    },
  };
}

/** What a request asks for. */
export const operation = (route: Route) => route.request().postData() ?? '';

/** Opens the payment of what is in the cart. */
export async function ouvrirLePaiement(page: Page, touche: 'F9' | 'F10'): Promise<void> {
  await page.keyboard.press(touche);
  await page.getByRole('dialog', { name: 'Paiement' }).waitFor();
}

/** Pays what is in the cart with what the key opens. */
export async function encaisser(page: Page, touche: 'F9' | 'F10'): Promise<void> {
  await ouvrirLePaiement(page, touche);
  await page.keyboard.press('Enter');
}

/** Passes the receipt. */
export async function passerLeRecu(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Le panier est vide').waitFor();
}

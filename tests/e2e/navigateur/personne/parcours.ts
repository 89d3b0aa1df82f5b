import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { launch, openPage, type Watched } from '../../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../../support/standalone.ts';

/** Whose path it is: a store of the demo data, who works there, and the screen they look at. */
export interface Personne {
  width: number;
  height: number;
  magasin: string;
  /** The number of the store; its accounts and their PINs end with it. */
  numero: number;
  caissier: string;
  gerant: string;
}

/** What the groups of a path share. All but `personne` is there once the tests run, not while they are declared. */
export interface Parcours extends Readonly<Watched> {
  readonly personne: Personne;
  /** Where the web app is served. */
  readonly url: string;
}

/** Opens a system and a browser before the tests of this `describe`, and closes both after them. */
export function ouvrirParcours(personne: Personne): Parcours {
  let caisse: RunningStandalone;
  let browser: Browser;
  let watched: Watched;

  beforeAll(async () => {
    const { width, height } = personne;
    caisse = await startStandalone();
    browser = await launch();
    watched = await openPage(browser, { width, height });
    watched.page.setDefaultTimeout(15_000);
  });

  afterAll(async () => {
    await browser.close();
    await caisse.dispose();
  });

  return {
    personne,
    get url() {
      return caisse.url;
    },
    get page() {
      return watched.page;
    },
    get capture() {
      return watched.capture;
    },
    get complaints() {
      return watched.complaints;
    },
  };
}

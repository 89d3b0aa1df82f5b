/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { waitFor } from '@caisse/subgraph-kit/test';
import type { Browser, Page } from 'playwright-core';

import { createClient } from '../support/client.ts';
import { CHROMIUM, CHROMIUM_MISSING, launch, openPage } from '../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../support/standalone.ts';

if (CHROMIUM) {
  describe('a sign-in, in two tabs of one browser', renouvellement);
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}

interface Jetons {
  jeton: string;
  renouvelerDes: number;
}

function renouvellement(): void {
  let caisse: RunningStandalone;
  let browser: Browser;
  let premier: Page;
  let second: Page;
  let renouvellements = 0;

  const CLE = 'caisse.connexion';
  const lire = async (page: Page): Promise<Jetons> =>
    JSON.parse((await page.evaluate((cle) => sessionStorage.getItem(cle), CLE)) ?? 'null');
  const garder = (page: Page, jetons: Jetons) =>
    page.evaluate(([cle, texte]) => sessionStorage.setItem(cle, texte), [
      CLE,
      JSON.stringify(jetons),
    ] as const);
  const connecte = (page: Page) => page.getByRole('navigation').waitFor();

  /** Both tabs go on from the same tokens at the same moment. */
  async function repartirDe(jetons: Jetons): Promise<void> {
    await Promise.all([premier, second].map((page) => garder(page, jetons)));
    await Promise.all([premier, second].map((page) => page.reload()));
    await Promise.all([premier, second].map(connecte));
  }

  async function seConnecter(page: Page): Promise<void> {
    await page.getByLabel('Identifiant').fill('gerant1');
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('demo');
    await page.keyboard.press('Enter');
    await connecte(page);
  }

  beforeAll(async () => {
    caisse = await startStandalone();
    browser = await launch();
    ({ page: premier } = await openPage(browser, { width: 1024, height: 768 }));
    premier.context().on('request', (request) => {
      if (request.postData()?.includes('RenouvelerJeton')) renouvellements += 1;
    });
    await premier.goto(`${caisse.url}/admin/ventes`);
    await seConnecter(premier);
    // A duplicated tab begins with a copy of the first's session storage.
    second = await premier.context().newPage();
    await second.goto(`${caisse.url}/admin/ventes`);
  });

  afterAll(async () => {
    await browser.close();
    await caisse.dispose();
  });

  test('keeps its renewal token where no script of the origin finds it', async () => {
    const [temoin, ...autres] = (await premier.context().cookies(`${caisse.url}/graphql`)).filter(
      ({ name }) => name !== 'caisse-appareil',
    );
    expect(autres).toEqual([]);
    expect(temoin).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/graphql' });
    const lisible = await premier.evaluate(() =>
      [document.cookie, JSON.stringify(sessionStorage), JSON.stringify(localStorage)].join(' '),
    );
    expect(lisible).not.toContain(temoin?.value);
    // What another page of the origin used to be told.
    const { cle } = (await lire(premier)) as Jetons & { cle: string };
    const entendu = await second.evaluate(async (connexion) => {
      const canal = new BroadcastChannel('caisse.connexion');
      const reponse = new Promise((suite) => canal.addEventListener('message', suite));
      canal.postMessage({ sorte: 'demande', cle: connexion, rang: -1 });
      const rien = new Promise((suite) => setTimeout(() => suite('rien'), 1_000));
      return String(await Promise.race([reponse, rien]));
    }, cle);
    expect(entendu).toBe('rien');
  });

  test('is renewed by each in its turn when its token is near its end', async () => {
    await repartirDe({ ...(await lire(premier)), renouvelerDes: 0 });
    expect(renouvellements).toBe(2);
    expect((await lire(second)).jeton).not.toBe((await lire(premier)).jeton);
  });

  test('is renewed by each in its turn when its token is refused', async () => {
    const jetons = await lire(premier);
    await repartirDe({ ...jetons, jeton: 'un.mauvais.jeton' });
    expect(renouvellements).toBe(4);
    expect((await lire(second)).jeton).not.toBe((await lire(premier)).jeton);
  });

  test('is asked for anew when the server has closed it, and leads back to the page', async () => {
    const { jeton } = await lire(premier);
    const client = createClient(caisse.url, () =>
      Promise.resolve({ authorization: `Bearer ${jeton}` }),
    );
    await client.run('mutation { seDeconnecter { fermeeLe } }');
    // The router hears of it within seconds; until then it still takes the token.
    await waitFor(async () => (await client.send('{ magasins { id } }')).errors !== undefined, {
      timeoutMs: 30_000,
      intervalMs: 200,
    });
    await premier.getByRole('link', { name: 'Tableau de bord' }).click();
    await premier.getByText('Votre connexion a pris fin').waitFor();
    await seConnecter(premier);
    await premier.getByRole('heading', { name: 'Tableau de bord' }).waitFor();
  });

  test('ends in both when one is signed out', async () => {
    await garder(second, await lire(premier));
    await second.reload();
    await connecte(second);
    await premier.getByRole('button', { name: /Mon compte/ }).click();
    await premier.getByRole('button', { name: 'Se déconnecter' }).click();
    for (const page of [premier, second]) {
      await page.getByRole('heading', { name: 'Connexion' }).waitFor();
    }
  });
}

import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';

import { regarder } from '../tailles.ts';
import { type Doute, encaisser, operation, ouvrirLePaiement, passerLeRecu } from './ouvrir.ts';

const enDoute = (page: Page) => page.getByRole('dialog', { name: 'Vente en attente de réponse' });
const couper = (page: Page, quoi: string) =>
  page.route('**/graphql', (route) =>
    operation(route).includes(quoi) ? route.abort() : route.continue(),
  );
const retablir = (page: Page) => page.unroute('**/graphql');

/** Puts a carton of milk in the cart. */
async function garnir({ page, lecteur }: Doute): Promise<void> {
  await lecteur.balayer('0620000000035', 'Enter');
  await page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
}

/** Sales whose answer does not come; leaves the cashier at a till with an empty cart. */
export function attendreLaReponse(doute: Doute): void {
  test('names the simulated terminal where the cashier sees it', async () => {
    await doute.page.getByText('Terminal simulé').waitFor();
  });

  test('is asked for again by itself, also after a reload, until its answer is there', async () => {
    const { page, watched } = doute;
    await couper(page, 'mutation Checkout');
    await garnir(doute);
    await encaisser(page, 'F9');
    await enDoute(page).getByText('2,50 $').first().waitFor();
    await regarder(watched, 'vente-en-doute');
    await page.reload();
    await enDoute(page).getByText('Le serveur ne répond pas').waitFor();
    await retablir(page);
    // Nobody touches anything.
    await passerLeRecu(page);
  });

  test('is given up, also when the server never heard of it; the cart is paid otherwise', async () => {
    const { page, watched } = doute;
    await couper(page, 'mutation Checkout');
    await garnir(doute);
    await ouvrirLePaiement(page, 'F10');
    await regarder(watched, 'paiement-carte-simulee');
    await page.keyboard.press('Enter');
    await enDoute(page).getByRole('button', { name: 'Abandonner la vente' }).click();
    const abandon = page.getByRole('dialog', { name: 'Vente abandonnée' });
    await abandon.getByText('Carte : 2,50 $').first().waitFor();
    await regarder(watched, 'vente-abandonnee');
    await page.keyboard.press('Enter');
    await retablir(page);
    await page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    await encaisser(page, 'F9');
    await passerLeRecu(page);
  });

  test('is found sold when it was sold before it was given up', async () => {
    const { page, watched } = doute;
    // The server sells; its answer never comes, and neither does that to the next questions.
    await page.route('**/graphql', async (route) => {
      if (!operation(route).includes('mutation Checkout')) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await garnir(doute);
    await encaisser(page, 'F10');
    await enDoute(page).getByRole('button', { name: 'Abandonner la vente' }).click();
    await page.getByText('TERMINAL SIMULÉ').waitFor();
    await regarder(watched, 'recu-terminal-simule');
    await retablir(page);
    await passerLeRecu(page);
  });

  test('that was concluded without the till is shown first, until it is acknowledged', async () => {
    const { page, watched } = doute;
    let reconnues = 0;
    await page.route('**/graphql', (route) => {
      // What a crash of the server at the right moment makes; tests/pannes makes it for real.
      if (operation(route).includes('query VentesConclues')) {
        const vente = {
          ...{ __typename: 'Vente', id: 'c0', numero: '1-1-000042', total: 1149 },
          dateHeure: '2026-11-27T14:32:00.000Z',
          lignes: [{ __typename: 'LigneVente', nomProduit: 'Lait', quantite: 2 }],
        };
        return route.fulfill({ json: { data: { ventesConcluesSansCaisse: [vente] } } });
      }
      if (!operation(route).includes('mutation ReconnaitreVente')) return route.continue();
      reconnues += 1;
      const vue = { __typename: 'ReconnaissanceReussie', vente: { __typename: 'Vente', id: 'c0' } };
      return route.fulfill({ json: { data: { reconnaitreVente: vue } } });
    });
    await page.reload();
    const conclues = page.getByRole('dialog', { name: 'Ventes conclues sans la caisse' });
    await conclues.getByText('1-1-000042').waitFor();
    await page.keyboard.press('Escape');
    await regarder(watched, 'ventes-conclues');
    await conclues.getByRole('button', { name: 'J’ai vu la vente 1-1-000042' }).click();
    await conclues.waitFor({ state: 'detached' });
    expect(reconnues).toBe(1);
    await retablir(page);
  });
}

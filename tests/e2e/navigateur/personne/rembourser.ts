/// <reference lib="dom" />
import { expect, test } from '@jest/globals';
import type { Page, Request } from 'playwright-core';

import { reprendre } from './gestes/reprendre-la-caisse.ts';
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

/** What the server answers to who would give back alone a large sale that they made. */
const REFUS = {
  __typename: 'DeuxiemePersonneRequise',
  code: 'DEUXIEME_PERSONNE_REQUISE',
  message: 'Vous avez encaissé cette vente. Appelez un autre gérant du magasin.',
};

const demandeDe = (requete: Request) => requete.postData() ?? '';
const estUnRetour = (requete: Request) => demandeDe(requete).includes('mutation AnnulerUneVente');

interface Envoi {
  variables: { input: { annulationId: string } };
}

/** Leaves a manager on the sales of their store, 2,50 $ of milk and a sale of 4,60 $ taken back. */
export function rembourser(parcours: Parcours): void {
  const { numero, gerant } = parcours.personne;
  let refuse: string | undefined;

  test('is told whom to call for a large return, and hands it over as it is', async () => {
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
    // Nothing here costs as much: the answer is made up.
    await page.route('**/graphql', (route, requete) => {
      if (!estUnRetour(requete)) return route.continue();
      refuse = demandeDe(requete);
      return route.fulfill({ json: { data: { annulerVente: REFUS } } });
    });
    await page.getByRole('button', { name: 'Rembourser' }).click();
    await page.getByText('Appelez un autre gérant du magasin').waitFor();
    await capture('deuxieme-personne');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Passer la main' }).click();
    await reprendre(page, gerant, `200${numero}`);
    await page.getByRole('dialog', { name: /^Vente/ }).waitFor();
    expect(await page.getByLabel('Quantité de Lait à retourner').inputValue()).toBe('1');
    expect(await page.getByLabel('Motif').inputValue()).toBe('Carton abîmé');
  });

  test('takes a product back as a manager, under the id that was refused, and reads the credit', async () => {
    const { page, capture } = parcours;
    const [envoyee] = await Promise.all([
      page.waitForRequest(estUnRetour),
      page.getByRole('button', { name: 'Rembourser' }).click(),
    ]);
    const lire = (demande = '') => JSON.parse(demande) as Envoi;
    expect(lire(demandeDe(envoyee)).variables).toEqual(lire(refuse).variables);
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

import type { Page } from 'playwright-core';

import { seConnecter } from '../personne/gestes/se-connecter.ts';

/** The demo products that a scanner reads. */
export const PRODUITS: Readonly<Record<string, string>> = {
  '0620000000011': 'Pommes',
  '0620000000028': 'Bananes',
  '0620000000035': 'Lait',
  '0620000000042': 'Pain',
  '0620000000059': 'Eau',
};

const panier = (page: Page) => page.getByRole('region', { name: 'Panier' });
const refuses = (page: Page) => page.getByRole('region', { name: 'Articles hors du panier' });

/** Signs in a cashier and opens, or joins, the first till of their store. */
export async function ouvrirUneCaisse(page: Page, url: string, numero: number): Promise<void> {
  await page.goto(url);
  await seConnecter(page, `caissier${numero}`);
  await page.getByRole('navigation').waitFor();
  await rejoindre(page);
}

/** Goes to the till from wherever a signed-in cashier stands; tells whether they had to choose it. */
export async function rejoindre(page: Page): Promise<boolean> {
  const champ = page.getByRole('combobox');
  const ouvrir = page.getByRole('button', { name: 'Ouvrir la caisse 1' });
  const reprendre = page.getByRole('button', { name: 'Rejoindre la caisse 1' });
  const recu = page.getByRole('heading', { name: 'Vente terminée' });
  const attente = page.getByRole('dialog', { name: 'Vente en attente de réponse' });
  await champ.or(ouvrir).or(reprendre).or(recu).or(attente).first().waitFor();
  if (await ouvrir.isVisible()) {
    await ouvrir.click();
    await page.getByLabel('Fond de caisse').fill('200');
    await page.keyboard.press('Enter');
    await champ.waitFor();
  } else if (await reprendre.isVisible()) {
    await reprendre.click();
    await champ.or(recu).or(attente).first().waitFor();
  } else return false;
  return true;
}

/** Everything that was scanned and can be seen: how many of each product in the cart, and the codes listed beside it. */
export async function lireLaCaisse(
  page: Page,
): Promise<{ panier: Map<string, number>; refuses: string[] }> {
  const lignes = await panier(page)
    .getByRole('textbox', { name: /^Quantité de / })
    .evaluateAll((champs) =>
      champs.map((champ): [string, number] => [
        (champ.getAttribute('aria-label') ?? '').replace('Quantité de ', ''),
        Number((champ as HTMLInputElement).value),
      ]),
    );
  const codes = await refuses(page).first().locator('li strong').allInnerTexts();
  return { panier: new Map(lignes), refuses: codes };
}

/** Leaves an empty cart, nothing listed beside it, and nothing to take back. */
export async function faireTableRase(page: Page): Promise<void> {
  const liste = refuses(page).first();
  for (let reste = await liste.locator('li').count(); reste > 0; reste -= 1) {
    await liste
      .getByRole('button', { name: /^Retirer de la liste/ })
      .first()
      .click();
  }
  if ((await page.getByRole('textbox', { name: /^Quantité de / }).count()) > 0) {
    await page.keyboard.press('F4');
    await page.getByText('Le panier est vide').waitFor();
  }
  const oubli = page.getByRole('button', { name: 'Ne plus proposer de reprendre le panier vidé' });
  if (await oubli.isVisible()) await oubli.click();
  await page.getByRole('combobox').focus();
}

/** Pays what is in the cart, and stops at the receipt. */
export async function vendre(page: Page): Promise<void> {
  await page.keyboard.press('F9');
  await page.getByRole('dialog', { name: 'Paiement' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
}

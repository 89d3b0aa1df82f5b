import type { Page } from 'playwright-core';

/** Fills in the sign-in page and sends it. */
export async function seConnecter(
  page: Page,
  identifiant: string,
  motDePasse = 'demo',
): Promise<void> {
  await page.getByLabel('Identifiant').fill(identifiant);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(motDePasse);
  await page.keyboard.press('Enter');
}

/** Leaves, and lets somebody else sign in on the same screen. */
export async function passerA(page: Page, identifiant: string): Promise<void> {
  await page.getByRole('button', { name: /Mon compte/ }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('heading', { name: 'Connexion' }).waitFor();
  await seConnecter(page, identifiant);
  await page.getByRole('navigation').waitFor();
}

import type { Page } from 'playwright-core';

/** Types into the search field, waits for the product, and adds it with Enter. */
export async function chercherEtAjouter(page: Page, saisie: string, nom: string): Promise<void> {
  // As fingers do: what is faster, and ended by Enter, is a scanner's.
  await page.keyboard.type(saisie, { delay: 60 });
  await page.getByRole('option', { name: nom }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: `Quantité de ${nom}` }).waitFor();
}

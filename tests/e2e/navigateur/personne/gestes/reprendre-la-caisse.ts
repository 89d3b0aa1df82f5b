import type { Locator, Page } from 'playwright-core';

/** What says who is at the till, and hands it over. */
export function aLaCaisse(page: Page, nom: string): Locator {
  return page.getByRole('button', { name: `Changer d’employé. À la caisse : ${nom}` });
}

/** What covers the screen while it is locked. */
export function verrou(page: Page): Locator {
  return page.getByRole('dialog', { name: /^Écran verrouillé/ });
}

/** Says who one is to the lock, with a PIN. */
export async function reprendre(page: Page, nom: string, nip: string): Promise<void> {
  await verrou(page).getByRole('button', { name: nom }).click();
  await page.getByLabel(`NIP de ${nom}`).waitFor();
  await page.keyboard.type(nip);
  await page.keyboard.press('Enter');
}

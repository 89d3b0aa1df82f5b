import type { Page } from 'playwright-core';

/** The pages that the menu offers. */
export function lireMenu(page: Page): Promise<string[]> {
  return page.getByRole('navigation').getByRole('link').allInnerTexts();
}

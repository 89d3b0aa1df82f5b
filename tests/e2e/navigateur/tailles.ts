/// <reference lib="dom" />
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

import type { Watched } from '../support/navigateur.ts';

/** The screens that the application is made for: that of a counter, and a tablet. */
export const TAILLES = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
] as const;

/** Pictures the page as it is on each of the screens, and demands that nothing is cut off at its sides. */
export async function regarder({ page, capture }: Watched, nom: string): Promise<void> {
  const avant = page.viewportSize();
  for (const taille of TAILLES) {
    await page.setViewportSize(taille);
    await capture(nom);
    expect({ nom, ...taille, coupes: await lireLesCoupes(page) }).toMatchObject({ coupes: [] });
  }
  if (avant) await page.setViewportSize(avant);
}

/** What a person can neither see whole nor reach without scrolling sideways. */
function lireLesCoupes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialogue = document.querySelector('dialog[open]');
    const coupes = [document.documentElement, ...(dialogue ? [dialogue] : [])]
      .filter((boite) => boite.scrollWidth > boite.clientWidth)
      .map((boite) => boite.tagName);
    const commandes = (dialogue ?? document).querySelectorAll('button, a, input, select, summary');
    const dehors = [...commandes].filter((commande) => {
      const { left, right, width } = commande.getBoundingClientRect();
      return width > 1 && (left < 0 || right > innerWidth);
    });
    return [...coupes, ...dehors.map((e) => e.outerHTML.slice(0, 120))];
  });
}

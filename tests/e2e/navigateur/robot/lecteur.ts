import type { CDPSession, Page } from 'playwright-core';

/** Time between two keys of a scanner. */
const TOUCHE_MS = 2;

/** The key that the scanner is set to end a code with. */
export type Fin = 'Enter' | 'Tab';

interface Touche {
  key: string;
  code: string;
  text?: string;
  windowsVirtualKeyCode: number;
}

const FINS: Readonly<Record<Fin, Touche>> = {
  Enter: { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
};

const chiffre = (key: string): Touche => ({
  key,
  code: `Digit${key}`,
  text: key,
  windowsVirtualKeyCode: key.charCodeAt(0),
});

/** A scanner on the keyboard of a page: its keys carry the moments at which they were struck, as a real one's do. */
export async function brancherLecteur(page: Page) {
  const clavier: CDPSession = await page.context().newCDPSession(page);
  return {
    /** Types a code and its end; resolves when the page has handled them. */
    async balayer(code: string, fin: Fin): Promise<void> {
      const debut = Date.now();
      const touches = [...Array.from(code, chiffre), FINS[fin]];
      await Promise.all(
        touches.flatMap((touche, rang) => {
          const timestamp = (debut + rang * TOUCHE_MS) / 1_000;
          const type = touche.text === undefined ? 'rawKeyDown' : 'keyDown';
          return [
            clavier.send('Input.dispatchKeyEvent', { ...touche, type, timestamp }),
            clavier.send('Input.dispatchKeyEvent', {
              ...touche,
              text: undefined,
              type: 'keyUp',
              timestamp,
            }),
          ];
        }),
      );
    },
  };
}

export type Lecteur = Awaited<ReturnType<typeof brancherLecteur>>;

import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Chromium usually is; `CHROMIUM` names another place. */
const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path));

export const CHROMIUM_MISSING =
  'The browser tests need Chromium: apt-get install chromium, or CHROMIUM=/path/to/chrome.';

/** Where each step leaves its picture, for people to look at. */
const CAPTURES = resolve('artefacts/captures');

/** Starts Chromium with nothing of its own on the network. */
export function launch(): Promise<Browser> {
  if (!CHROMIUM) throw new Error(CHROMIUM_MISSING);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that collects what the application complains about, and pictures its steps. */
export interface Watched {
  page: Page;
  /** Errors of scripts and of the console, and answers of the server in the 500s. */
  complaints: string[];
  /** Keeps a picture of the page as it is, numbered in the order of the steps. */
  capture(name: string): Promise<void>;
}

/** Opens a page of the given size. */
export async function openPage(
  browser: Browser,
  size: { width: number; height: number },
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'fr-CA',
    timezoneId: 'America/Toronto',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  mkdirSync(CAPTURES, { recursive: true });
  let step = 0;
  return {
    page,
    complaints,
    capture: async (name) => {
      step += 1;
      const { width } = page.viewportSize() ?? size;
      const file = `${width}-${String(step).padStart(2, '0')}-${name}.png`;
      await page.screenshot({ path: join(CAPTURES, file) });
    },
  };
}

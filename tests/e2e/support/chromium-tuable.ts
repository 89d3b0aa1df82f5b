import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Browser, chromium, type Page } from 'playwright-core';

import { CHROMIUM, CHROMIUM_MISSING } from './navigateur.ts';

/** A browser with a profile that outlives it, and that can be killed as a power cut would. */
export interface ChromiumTuable {
  page: Page;
  /** SIGKILL to all of its processes at once. */
  tuer(): Promise<void>;
}

const ECOUTE = /DevTools listening on (ws:\/\/\S+)/;

/** @param profil folder of the profile, of an earlier browser or new */
export async function ouvrirChromium(profil: string): Promise<ChromiumTuable> {
  if (!CHROMIUM) throw new Error(CHROMIUM_MISSING);
  const options = [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ...['--remote-debugging-port=0', '--window-size=1280,800', '--lang=fr-CA'],
    `--user-data-dir=${profil}`,
  ];
  const processus = spawn(CHROMIUM, [...options, 'about:blank'], {
    // A group of its own, so that one signal reaches every process of the browser.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const tuerTout = () => tuerLeGroupe(processus);
  process.once('exit', tuerTout);
  const adresse = await new Promise<string>((suite, rejeter) => {
    let ecrit = '';
    processus.stderr.on('data', (morceau: Buffer) => {
      ecrit += morceau.toString();
      const trouve = ECOUTE.exec(ecrit)?.[1];
      if (trouve) suite(trouve);
    });
    processus.once('exit', (code) => rejeter(new Error(`Chromium ended with ${code}:\n${ecrit}`)));
  });
  const navigateur: Browser = await chromium.connectOverCDP(adresse);
  const [contexte] = navigateur.contexts();
  const page = contexte?.pages()[0] ?? (await contexte?.newPage());
  if (!page) throw new Error('Chromium opened no page');
  page.setDefaultTimeout(30_000);
  return {
    page,
    tuer: async () => {
      const fin = once(processus, 'exit');
      tuerTout();
      await fin;
      process.removeListener('exit', tuerTout);
    },
  };
}

function tuerLeGroupe({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** A folder for a profile, and how to delete it. */
export async function nouveauProfil() {
  const dossier = await mkdtemp(join(tmpdir(), 'caisse-profil-'));
  return {
    dossier,
    effacer: () => rmSync(dossier, { recursive: true, force: true, maxRetries: 5 }),
  };
}

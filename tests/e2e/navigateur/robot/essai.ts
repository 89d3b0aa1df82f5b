import { setTimeout as attendre } from 'node:timers/promises';

import { waitFor } from '@caisse/subgraph-kit/test';
import type { Page } from 'playwright-core';

import { faireTableRase, lireLaCaisse, PRODUITS, vendre } from './caisse.ts';
import { brancherLecteur, type Fin } from './lecteur.ts';

/** Where the focus is when a code is scanned. */
export type Foyer = 'recherche' | 'quantite' | 'recu';

export interface Essai {
  /** Time from one item to the next, in ms. */
  cadence: number;
  /** What each answer of the server takes more, in ms. */
  latence: number;
  foyer: Foyer;
  fin: Fin;
  /** How many items are scanned; ten unless told. */
  nombre?: number;
}

export interface Constat {
  /** How often each code was scanned. */
  balayes: Record<string, number>;
  /** How many were listed beside the cart. */
  listes: number;
  /** Codes that are neither in the cart nor in the list, and what is there beyond what was scanned. */
  ecarts: string[];
}

/** A code that no product has. */
const INCONNU = '0620000009996';
const DIX = 10;

/** Chance that can be played again: xorshift on the seed. */
export function hasard(graine: number): () => number {
  let etat = graine | 0 || 1;
  return () => {
    etat ^= etat << 13;
    etat ^= etat >>> 17;
    etat ^= etat << 5;
    return (etat >>> 0) / 2 ** 32;
  };
}

/** What is scanned: products by chance, with an unknown code in between. */
function tirer(graine: number, nombre: number): string[] {
  const suivant = hasard(graine);
  const codes = Object.keys(PRODUITS);
  const tires = Array.from(
    { length: nombre },
    () => codes[Math.floor(suivant() * codes.length)] ?? '',
  );
  tires[1 + Math.floor(suivant() * (nombre - 2))] = INCONNU;
  return tires;
}

/** Scans the items of a trial, and compares them with what the till shows once it has had all its answers. */
export async function balayerDesArticles(
  page: Page,
  essai: Essai,
  graine: number,
): Promise<Constat> {
  const { cadence, latence, foyer, fin } = essai;
  const lecteur = await brancherLecteur(page);
  await faireTableRase(page);
  if (foyer !== 'recherche') {
    // A line whose quantity can have the focus, or a sale whose receipt is on screen.
    await lecteur.balayer('0620000000059', fin);
    await page.getByRole('textbox', { name: 'Quantité de Eau' }).waitFor();
    if (foyer === 'recu') await vendre(page);
  }
  const dejaLa = (await lireLaCaisse(page)).panier;
  await page.route('**/graphql', async (route) => {
    await attendre(latence);
    await route.continue();
  });
  const codes = tirer(graine, essai.nombre ?? DIX);
  const debut = Date.now();
  for (const [rang, code] of codes.entries()) {
    await attendre(Math.max(0, debut + rang * cadence - Date.now()));
    if (foyer === 'quantite') await page.getByRole('textbox', { name: 'Quantité de Eau' }).focus();
    await lecteur.balayer(code, fin);
  }
  const somme = (vus: Awaited<ReturnType<typeof lireLaCaisse>>) =>
    [...vus.panier.values()].reduce((total, quantite) => total + quantite, vus.refuses.length);
  const attendus = [...dejaLa.values()].reduce((total, quantite) => total + quantite, codes.length);
  const delai = { timeoutMs: 20_000 + 4 * latence * codes.length, intervalMs: 50 };
  // What is missing at the end is found below, with its name.
  await waitFor(async () => somme(await lireLaCaisse(page)) >= attendus, delai).catch(() => {});
  await page.unroute('**/graphql');
  return comparer(codes, dejaLa, await lireLaCaisse(page));
}

function comparer(
  codes: readonly string[],
  dejaLa: ReadonlyMap<string, number>,
  vus: Awaited<ReturnType<typeof lireLaCaisse>>,
): Constat {
  const balayes: Record<string, number> = {};
  for (const code of codes) balayes[code] = (balayes[code] ?? 0) + 1;
  const ecarts: string[] = [];
  for (const [code, nom] of Object.entries(PRODUITS)) {
    const attendu = (balayes[code] ?? 0) + (dejaLa.get(nom) ?? 0);
    // Listed by its name, or by its code when the catalogue did not answer.
    const listes = vus.refuses.filter((texte) => texte.includes(nom) || texte.includes(code));
    const vu = (vus.panier.get(nom) ?? 0) + listes.length;
    if (attendu !== vu) ecarts.push(`${nom}: ${attendu} scanned, ${vu} there`);
  }
  const inconnus = vus.refuses.filter((texte) => texte.includes(INCONNU)).length;
  if (inconnus !== balayes[INCONNU]) ecarts.push(`${INCONNU}: ${inconnus} listed`);
  return { balayes, listes: vus.refuses.length, ecarts };
}

import { join } from 'node:path';

import { expect, test } from '@jest/globals';
import { findRunningServer } from '@caisse/subgraph-kit/postgres';
import pg from 'pg';

import type { RunningStandalone } from '../../support/standalone.ts';
import { lireLaCaisse } from '../robot/caisse.ts';
import { regarder } from '../tailles.ts';
import { type Doute, encaisser, passerLeRecu } from './ouvrir.ts';

async function ecrire({ dataDir }: RunningStandalone, base: string, sql: string): Promise<void> {
  const connectionString = findRunningServer(join(dataDir, 'postgres'))?.(base);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Makes every cart one of yesterday. */
const vieillirLesPaniers = (caisse: RunningStandalone) =>
  ecrire(caisse, 'panier', "UPDATE panier SET cree_le = cree_le - interval '1 day'");

/** Overnight milk goes up to 2,75 $, bread is sold no more, and water is taxed no more. */
const passerLaNuit = (caisse: RunningStandalone) =>
  ecrire(
    caisse,
    'produit',
    // The clock stays, so the status of today is entered today: a correction, for the database.
    `SET LOCAL caisse.correction_statut = 'oui';
     UPDATE produit SET prix = 275 WHERE nom = 'Lait';
     UPDATE produit SET actif = false WHERE nom = 'Pain';
     INSERT INTO statut_fiscal (produit_id, taxe, effet_du, statut)
     SELECT id, taxe, (now() AT TIME ZONE 'America/Toronto')::date, 'DETAXE'
     FROM produit CROSS JOIN (VALUES ('TPS'), ('TVQ')) AS t (taxe) WHERE nom = 'Eau'`,
  );

/** A till that was left with something in its cart overnight; leaves the cashier there, with a cart of today. */
export function reprendreUnPanierDHier(doute: Doute): void {
  test('is not sold; it is made again, and what changed is said until somebody has read it', async () => {
    const { caisse, page, lecteur, watched } = doute;
    for (const code of ['0620000000035', '0620000000042', '0620000000059']) {
      await lecteur.balayer(code, 'Enter');
    }
    await page.getByRole('textbox', { name: 'Quantité de Eau' }).waitFor();
    await vieillirLesPaniers(caisse);
    await passerLaNuit(caisse);
    await encaisser(page, 'F9');
    const renouveler = page.getByRole('button', { name: 'Renouveler le panier' });
    await renouveler.waitFor();
    await regarder(watched, 'panier-expire');
    await renouveler.click();
    const changements = page.getByRole('region', { name: 'Panier renouvelé' });
    await changements.getByText('2,50 $ → 2,75 $').waitFor();
    await changements.getByText('Ne se vend plus').waitFor();
    await changements.getByText('Ses taxes ont changé').waitFor();
    await regarder(watched, 'panier-renouvele');
    await page.reload();
    await changements.getByRole('button', { name: 'Compris' }).click();
    await changements.waitFor({ state: 'detached' });
    expect((await lireLaCaisse(page)).panier).toEqual(
      new Map([
        ['Lait', 1],
        ['Eau', 1],
      ]),
    );
    await encaisser(page, 'F9');
    await passerLeRecu(page);
  });

  test('is made again for what is scanned into it, which waits beside it until then', async () => {
    const { caisse, page, lecteur, watched } = doute;
    await lecteur.balayer('0620000000011', 'Enter');
    await page.getByRole('textbox', { name: 'Quantité de Pommes' }).waitFor();
    await vieillirLesPaniers(caisse);
    for (let fois = 0; fois < 2; fois += 1) await lecteur.balayer('0620000000035', 'Enter');
    await page.getByText('2 articles ne sont pas dans le panier').waitFor();
    await page.getByRole('button', { name: 'Renouveler le panier' }).first().click();
    await page.getByText('Rien n’a changé').waitFor();
    await page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    await regarder(watched, 'panier-renouvele-sans-changement');
    await page.getByText('7,00 $').first().waitFor();
  });
}

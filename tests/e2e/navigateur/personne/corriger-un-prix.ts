import { expect, test } from '@jest/globals';

import { createClient } from '../../support/client.ts';
import { lireMenu } from './gestes/lire-menu.ts';
import { passerA } from './gestes/se-connecter.ts';
import type { Parcours } from './parcours.ts';

/** Leaves an administrator on the products, and bananas at 2,25 $. */
export function corrigerUnPrix(parcours: Parcours): void {
  test('corrects a price at head office, and is told when somebody was faster', async () => {
    const { page, capture } = parcours;
    await passerA(page, 'admin');
    await page.getByRole('heading', { name: 'Tableau de bord' }).waitFor();
    expect(await lireMenu(page)).not.toContain('Caisse');
    await page.getByRole('link', { name: 'Produits' }).click();
    await page.getByRole('button', { name: 'Modifier Bananes' }).click();
    await capture('modifier-produit');
    // Somebody else changes it meanwhile.
    const input = { id: '2', version: 1, nom: 'Bananes', prix: 210, description: 'Bananes bio' };
    await createClient(parcours.url).run(
      'mutation ($input: ModifierProduitInput!) { modifierProduit(input: $input) { __typename } }',
      { input },
    );
    await page.getByLabel('Prix avant taxes ($)').fill('2,25');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('a été modifié entre-temps', { exact: false }).waitFor();
    await capture('conflit-de-versions');
    await page.getByRole('button', { name: 'Remettre ma saisie' }).click();
    await page.getByText('« Bananes » est enregistré.').waitFor();
    await page
      .getByRole('row', { name: /Bananes/ })
      .getByText('2,25 $')
      .waitFor();
    await capture('produits');
  });
}

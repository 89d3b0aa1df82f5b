import { test } from '@jest/globals';

import type { Parcours } from './parcours.ts';

/** Still at head office; leaves Ariane Roy, who works here no more. */
export function administrerLesEmployes(parcours: Parcours): void {
  const { magasin, caissier } = parcours.personne;

  test('enters an employee, changes them, lets them go', async () => {
    const { page, capture } = parcours;
    await page.getByRole('link', { name: 'Employés' }).click();
    await page.getByRole('row', { name: new RegExp(caissier) }).waitFor();
    await capture('employes');
    await page.getByRole('button', { name: 'Inscrire' }).click();
    const inscrire = page.getByRole('dialog');
    await inscrire.getByLabel('Nom', { exact: true }).fill('Ariane Roy');
    await inscrire.getByLabel('Magasin').selectOption({ label: magasin });
    await inscrire.getByLabel('Identifiant').fill('admin');
    await inscrire.getByLabel('Premier mot de passe').fill('un bon mot de passe');
    await page.keyboard.press('Enter');
    await inscrire.getByRole('alert').first().waitFor();
    await capture('identifiant-pris');
    await inscrire.getByLabel('Identifiant').fill('ariane.roy');
    await page.keyboard.press('Enter');
    await page.getByText('Ariane Roy est inscrit').waitFor();

    await page.getByLabel('Rechercher un employé').fill('ariane');
    await page.getByText('1 sur 1').waitFor();
    await page.getByRole('button', { name: 'Modifier Ariane Roy' }).click();
    await page.getByLabel('Rôle').selectOption({ label: 'Gérance' });
    await page.getByRole('checkbox', { name: /Travaille ici/ }).uncheck();
    await capture('modifier-un-employe');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('« Ariane Roy » est enregistré').waitFor();
    await page.getByText('Aucun employé ne correspond').waitFor();
    await page.getByLabel('Voir aussi les anciens').check();
    await page.getByRole('row', { name: /Ariane Roy Parti/ }).waitFor();
  });
}

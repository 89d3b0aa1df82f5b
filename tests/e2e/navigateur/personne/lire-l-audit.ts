import { expect, test } from '@jest/globals';

import { verrou } from './gestes/reprendre-la-caisse.ts';
import type { Parcours } from './parcours.ts';

/** Of a request, by which the logs tell the rest: a UUID, or as many hexadecimal digits. */
const NUMERO_DE_DEMANDE =
  /^([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Finds in the audit log what the groups before have done; leaves the administrator on it. */
export function lireLAudit(parcours: Parcours): void {
  test('reads who did what in the audit log', async () => {
    const { page, capture } = parcours;
    await page.getByRole('link', { name: 'Audit' }).click();
    const echec = page.getByRole('row', { name: /Échec de connexion/ }).first();
    const demande = echec.locator('div', { has: page.getByText('demande', { exact: true }) });
    expect(await demande.getByRole('definition').innerText()).toMatch(NUMERO_DE_DEMANDE);
    await capture('audit');
    // Head office has no PIN: its lock asks for the password.
    await page.keyboard.press('F7');
    await verrou(page).waitFor();
    await capture('verrou-par-mot-de-passe');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Audit' }).waitFor();
    await page.getByRole('button', { name: 'Catalogue' }).click();
    const prix = page.getByRole('row', { name: /Prix modifié.*Camille Beauchemin/ }).first();
    await prix.getByText('2,25 $').waitFor();
    await capture('audit-du-catalogue');
  });
}

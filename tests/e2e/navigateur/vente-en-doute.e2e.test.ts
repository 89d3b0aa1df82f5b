/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page, Route } from 'playwright-core';

import {
  CHROMIUM,
  CHROMIUM_MISSING,
  launch,
  openPage,
  type Watched,
} from '../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../support/standalone.ts';
import { passerA } from './personne/gestes/se-connecter.ts';
import { ouvrirUneCaisse } from './robot/caisse.ts';
import { brancherLecteur, type Lecteur } from './robot/lecteur.ts';

const TAILLES = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
];

if (CHROMIUM) {
  describe.each(TAILLES)('a sale in doubt, on a screen $width pixels wide', douter);
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}

const operation = (route: Route) => route.request().postData() ?? '';

function douter(taille: { width: number; height: number }): void {
  let caisse: RunningStandalone;
  let browser: Browser;
  let watched: Watched;
  let page: Page;
  let lecteur: Lecteur;
  const doute = () => page.getByRole('dialog', { name: 'Vente en attente de réponse' });

  beforeAll(async () => {
    caisse = await startStandalone();
    browser = await launch();
    watched = await openPage(browser, taille);
    ({ page } = watched);
    page.setDefaultTimeout(20_000);
    await ouvrirUneCaisse(page, caisse.url, 1);
    lecteur = await brancherLecteur(page);
  });

  afterAll(async () => {
    await browser.close();
    await caisse.dispose();
  });

  /** Puts a carton of milk in the cart, and pays it with what the key opens. */
  async function payer(touche: 'F9' | 'F10'): Promise<void> {
    await lecteur.balayer('0620000000035', 'Enter');
    await page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    await encaisser(touche);
  }
  async function encaisser(touche: 'F9' | 'F10'): Promise<void> {
    await page.keyboard.press(touche);
    await page.getByRole('dialog', { name: 'Paiement' }).waitFor();
    if (touche === 'F10') await watched.capture('paiement-carte-simulee');
    await page.keyboard.press('Enter');
  }
  const couper = (quoi: string) =>
    page.route('**/graphql', (route) =>
      operation(route).includes(quoi) ? route.abort() : route.continue(),
    );
  const retablir = () => page.unroute('**/graphql');

  test('names the simulated terminal where the cashier sees it', async () => {
    await page.getByText('Terminal simulé').waitFor();
  });

  test('is asked for again by itself, also after a reload, until its answer is there', async () => {
    await couper('mutation Checkout');
    await payer('F9');
    await doute().getByText('2,50 $').first().waitFor();
    await watched.capture('vente-en-doute');
    await page.reload();
    await doute().getByText('Le serveur ne répond pas').waitFor();
    await retablir();
    // Nobody touches anything.
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Le panier est vide').waitFor();
  });

  test('is given up, also when the server never heard of it; the cart is paid otherwise', async () => {
    await couper('mutation Checkout');
    await payer('F10');
    await doute().getByRole('button', { name: 'Abandonner la vente' }).click();
    const abandon = page.getByRole('dialog', { name: 'Vente abandonnée' });
    await abandon.getByText('Carte : 2,50 $').first().waitFor();
    await watched.capture('vente-abandonnee');
    await page.keyboard.press('Enter');
    await retablir();
    await page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    await encaisser('F9');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Le panier est vide').waitFor();
  });

  test('is found sold when it was sold before it was given up', async () => {
    // The server sells; its answer never comes, and neither does that to the next questions.
    await page.route('**/graphql', async (route) => {
      if (!operation(route).includes('mutation Checkout')) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await payer('F10');
    await doute().getByRole('button', { name: 'Abandonner la vente' }).click();
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.getByText('TERMINAL SIMULÉ').waitFor();
    await watched.capture('recu-terminal-simule');
    await retablir();
    await page.keyboard.press('Enter');
    await page.getByText('Le panier est vide').waitFor();
  });

  test('that was concluded without the till is shown first, until it is acknowledged', async () => {
    let reconnues = 0;
    await page.route('**/graphql', (route) => {
      // What a crash of the server at the right moment makes; tests/pannes makes it for real.
      if (operation(route).includes('query VentesConclues')) {
        const vente = {
          ...{ __typename: 'Vente', id: 'c0', numero: '1-1-000042', total: 1149 },
          dateHeure: '2026-11-27T14:32:00.000Z',
          lignes: [{ __typename: 'LigneVente', nomProduit: 'Lait', quantite: 2 }],
        };
        return route.fulfill({ json: { data: { ventesConcluesSansCaisse: [vente] } } });
      }
      if (!operation(route).includes('mutation ReconnaitreVente')) return route.continue();
      reconnues += 1;
      const vue = { __typename: 'ReconnaissanceReussie', vente: { __typename: 'Vente', id: 'c0' } };
      return route.fulfill({ json: { data: { reconnaitreVente: vue } } });
    });
    await page.reload();
    const conclues = page.getByRole('dialog', { name: 'Ventes conclues sans la caisse' });
    await conclues.getByText('1-1-000042').waitFor();
    await page.keyboard.press('Escape');
    await watched.capture('ventes-conclues');
    await conclues.getByRole('button', { name: 'J’ai vu la vente 1-1-000042' }).click();
    await conclues.waitFor({ state: 'detached' });
    expect(reconnues).toBe(1);
    await retablir();
  });

  test('that nobody could finish is listed for who manages the store, with ways to resolve it', async () => {
    await passerA(page, 'gerant1');
    await page.getByRole('link', { name: 'À traiter' }).click();
    await page.getByText('Rien à traiter.').waitFor();
    await watched.capture('rien-a-traiter');
    await page.route('**/graphql', (route) =>
      operation(route).includes('query PageATraiter')
        ? route.fulfill({ json: { data: { dossiersATraiter: DOSSIERS } } })
        : route.continue(),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Remboursement refusé par la carte' }).waitFor();
    await page.getByText('Historique').first().click();
    await page.getByText('carte_expiree').waitFor();
    await watched.capture('a-traiter');
    await page.getByRole('button', { name: 'Payer au comptant' }).click();
    await page.getByRole('dialog', { name: 'Payer au comptant' }).waitFor();
    await watched.capture('payer-au-comptant');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Réessayer maintenant' }).click();
    await page.getByText('Aucun dossier').waitFor();
    await page.getByRole('button', { name: 'Déclarer la carte rendue' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Déclarer la carte rendue' })
      .click();
    await page.getByText('Écrivez comment la carte a été rendue').waitFor();
    await watched.capture('declarer-la-carte-rendue');
    await retablir();
  });
}

const VENTE = '01990000-0000-7000-8000-000000000001';
const magasin = { __typename: 'Magasin', id: '1', nom: 'Magasin un' };
const DOSSIERS = {
  __typename: 'DossierConnection',
  totalCount: 2,
  pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  edges: [
    {
      ...{ __typename: 'Dossier', id: 'd1', type: 'REMBOURSEMENT', place: 0, essais: 3, magasin },
      ...{ ouvertLe: '2026-11-27T14:32:00.000Z', participant: 'terminal', prochainEssai: null },
      vente: {
        ...{ __typename: 'Vente', id: VENTE, numero: '1-1-000012', total: 2300 },
        ...{ statut: 'RETOURNEE_EN_PARTIE', paiements: [] },
      },
      annulation: {
        ...{ __typename: 'Annulation', id: '01990000-0000-7000-8000-000000000002' },
        numero: '1-1-R000003',
        remboursements: [{ __typename: 'Remboursement', place: 0, montant: 1150 }],
      },
      historique: [
        {
          ...{ __typename: 'EssaiDossier', instant: '2026-11-27T14:32:01.000Z' },
          ...{ participant: 'terminal', statut: 'INCONNU', detail: 'SERVICE_INDISPONIBLE' },
        },
        {
          ...{ __typename: 'EssaiDossier', instant: '2026-11-27T14:32:04.000Z' },
          ...{ participant: 'terminal', statut: 'REFUSE', detail: 'carte_expiree' },
        },
      ],
    },
    {
      ...{ __typename: 'Dossier', id: 'd2', type: 'VENTE', place: null, essais: 12, magasin },
      ...{ ouvertLe: '2026-11-27T13:05:00.000Z', participant: 'terminal' },
      ...{ prochainEssai: '2026-11-27T14:40:00.000Z', annulation: null, historique: [] },
      vente: {
        ...{ __typename: 'Vente', id: VENTE.replace(/1$/, '3'), numero: null, total: 230 },
        statut: 'EN_COMPENSATION',
        paiements: [
          { __typename: 'Paiement', mode: 'CARTE', montant: 100 },
          { __typename: 'Paiement', mode: 'CARTE', montant: 130 },
        ],
      },
    },
  ].map((node) => ({ __typename: 'DossierEdge', cursor: node.id, node })),
};

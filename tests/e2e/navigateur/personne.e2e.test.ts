/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { createClient } from '../support/client.ts';
import {
  CHROMIUM,
  CHROMIUM_MISSING,
  launch,
  openPage,
  type Watched,
} from '../support/navigateur.ts';
import { type RunningStandalone, startStandalone } from '../support/standalone.ts';

const SIZES = [
  {
    ...{ width: 1280, height: 800, magasin: 'Magasin un', numero: 1 },
    ...{ caissier: 'Olivier Fortin', gerant: 'Geneviève Tremblay' },
  },
  {
    ...{ width: 768, height: 1024, magasin: 'Magasin deux', numero: 2 },
    ...{ caissier: 'Émilie Caron', gerant: 'Sébastien Gagnon' },
  },
];

if (CHROMIUM) {
  describe.each(SIZES)('a person, on a screen $width pixels wide', (size) => parcours(size));
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}

function parcours(person: (typeof SIZES)[number]): void {
  const { magasin, numero, caissier, gerant, ...size } = person;
  let caisse: RunningStandalone;
  let browser: Browser;
  let watched: Watched;

  beforeAll(async () => {
    caisse = await startStandalone();
    browser = await launch();
    watched = await openPage(browser, size);
    watched.page.setDefaultTimeout(15_000);
  });

  afterAll(async () => {
    await browser.close();
    await caisse.dispose();
  });

  /** Fills in the sign-in page and sends it. */
  async function seConnecter(identifiant: string, motDePasse = 'demo'): Promise<void> {
    const { page } = watched;
    await page.getByLabel('Identifiant').fill(identifiant);
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(motDePasse);
    await page.keyboard.press('Enter');
  }

  /** Leaves, and lets somebody else sign in on the same screen. */
  async function passerA(identifiant: string): Promise<void> {
    const { page } = watched;
    await page.getByRole('button', { name: /Mon compte/ }).click();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByRole('heading', { name: 'Connexion' }).waitFor();
    await seConnecter(identifiant);
    await page.getByRole('navigation').waitFor();
  }

  /** The pages that the menu offers. */
  const menu = () => watched.page.getByRole('navigation').getByRole('link').allInnerTexts();

  /** Types into the search field, waits for the product, and adds it with Enter. */
  async function chercherEtAjouter(saisie: string, nom: string): Promise<void> {
    const { page } = watched;
    await page.keyboard.type(saisie);
    await page.getByRole('option', { name: nom }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: `Quantité de ${nom}` }).waitFor();
  }

  const aLaCaisse = (nom: string) =>
    watched.page.getByRole('button', { name: `Changer d’employé. À la caisse : ${nom}` });

  const verrou = () => watched.page.getByRole('dialog', { name: /^Écran verrouillé/ });

  /** Says who one is to the lock, with a PIN. */
  async function reprendre(nom: string, nip: string): Promise<void> {
    const { page } = watched;
    await verrou().getByRole('button', { name: nom }).click();
    await page.getByLabel(`NIP de ${nom}`).waitFor();
    await page.keyboard.type(nip);
    await page.keyboard.press('Enter');
  }

  /** Opens the payment with one of its keys. */
  async function payer(touche: 'F8' | 'F9' | 'F10'): Promise<void> {
    await watched.page.keyboard.press(touche);
    await watched.page.getByRole('dialog', { name: 'Paiement' }).waitFor();
  }

  async function venteSuivante(): Promise<void> {
    await watched.page.keyboard.press('Enter');
    await watched.page.getByText('Le panier est vide').waitFor();
  }

  test('is asked who they are, told of a wrong password, and of an account that is locked', async () => {
    const { page, capture } = watched;
    await page.goto(`${caisse.url}/admin/ventes`);
    await page.getByRole('heading', { name: 'Connexion' }).waitFor();
    await capture('connexion');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('Remplissez ce champ').first().waitFor();
    const refus = page.getByText('n’est pas le bon');
    const verrou = page.getByText(/Trop d’essais .* dans \d+ s/).first();
    for (let essai = 1; essai <= 5; essai += 1) {
      await seConnecter('caissier5', `essai ${essai}`);
      await refus.or(verrou).waitFor();
      if (essai === 1) await capture('mot-de-passe-refuse');
      await page.getByLabel('Identifiant').fill('caissier');
      await refus.or(verrou).waitFor({ state: 'detached' });
    }
    await seConnecter('caissier5');
    await verrou.waitFor();
    await capture('compte-verrouille');
    expect(await page.getByRole('button', { name: 'Se connecter' }).isDisabled()).toBe(true);
  });

  test('signs in, comes to the page they wanted, and sees what a cashier may', async () => {
    const { page, capture } = watched;
    await seConnecter(`Caissier${numero}`);
    await page.getByRole('heading', { name: 'Ventes' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/admin/ventes');
    expect(await menu()).toEqual(['Caisse', 'Ventes']);
    expect(await page.getByLabel('Magasin', { exact: true }).count()).toBe(0);
    await page.goto(`${caisse.url}/admin/tableau-de-bord`);
    await page.getByText('ne donne pas accès à cette page').waitFor();
    await capture('page-reservee');
  });

  test('chooses a till of their store, and opens it with a float', async () => {
    const { page, capture } = watched;
    await page.getByRole('link', { name: 'Revenir à ma page d’accueil' }).click();
    await page.getByRole('heading', { name: `Bonjour ${caissier}.` }).waitFor();
    await page.getByRole('heading', { name: `Caisses de ${magasin}` }).waitFor();
    await page.getByRole('button', { name: 'Ouvrir la caisse 1' }).waitFor();
    await capture('choisir-une-caisse');
    await page.getByRole('button', { name: 'Ouvrir la caisse 1' }).click();
    await page.getByLabel('Fond de caisse').fill('deux cents');
    await page.keyboard.press('Enter');
    await page.getByText('Écrivez un montant en dollars').waitFor();
    await page.getByLabel('Fond de caisse').fill('200,00');
    await capture('fond-de-caisse');
    await page.keyboard.press('Enter');
    const champ = page.getByRole('combobox', { name: 'Rechercher ou balayer un produit' });
    await champ.waitFor();
    expect(await champ.evaluate((e) => e === document.activeElement)).toBe(true);
    await capture('caisse-ouverte');
  });

  test('finds products while typing, adds them by keyboard, sees both taxes', async () => {
    const { page, capture } = watched;
    await page.keyboard.type('p');
    await page.getByText('2 produits trouvés').waitFor({ state: 'attached' });
    await capture('recherche');
    await page.keyboard.press('Escape');
    await chercherEtAjouter('pom', 'Pommes');
    await chercherEtAjouter('eau', 'Eau');
    // A scanner types the barcode and Enter, faster than any answer.
    await page.keyboard.type('0620000000035');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();

    await page.getByRole('textbox', { name: 'Quantité de Eau' }).fill('3');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Augmenter Lait' }).click();
    const panier = page.getByRole('region', { name: 'Panier' });
    await panier.getByText('9,95 $').waitFor();
    expect(await panier.getByText('TPS 5 %').isVisible()).toBe(true);
    expect(await panier.getByText('TVQ 9,975 %').isVisible()).toBe(true);
    await capture('panier');

    await page.getByRole('button', { name: 'Retirer Pommes' }).click();
    await panier.getByText('8,45 $').waitFor();
  });

  test('keeps the cart and the sign-in through a reload', async () => {
    const { page } = watched;
    await page.reload();
    await page.getByRole('region', { name: 'Panier' }).getByText('8,45 $').waitFor();
  });

  test('hands the till over by PIN and takes it back, with the cart as it is', async () => {
    const { page, capture } = watched;
    await aLaCaisse(caissier).waitFor();
    await page.keyboard.press('F3');
    await page.getByRole('button', { name: new RegExp(gerant) }).waitFor();
    await capture('changer-d-employe');
    await page.getByRole('button', { name: new RegExp(gerant) }).click();
    await page.keyboard.type('9999');
    await page.keyboard.press('Enter');
    await page.getByText('Ce n’est pas le bon NIP').waitFor();
    await capture('nip-refuse');
    // On the screen and on the keyboard, in one PIN.
    await page.getByRole('button', { name: '2', exact: true }).click();
    await page.keyboard.type('00');
    await page.getByRole('button', { name: String(numero), exact: true }).click();
    await page.keyboard.press('Enter');
    await aLaCaisse(gerant).waitFor();
    await page.getByRole('region', { name: 'Panier' }).getByText('8,45 $').waitFor();
    await capture('gerant-a-la-caisse');
    expect(await menu()).toEqual(['Caisse', 'Ventes', 'Tableau de bord']);

    await aLaCaisse(gerant).click();
    await page.getByRole('button', { name: new RegExp(caissier) }).click();
    await page.keyboard.type(`100${numero}`);
    await page.getByRole('button', { name: 'Valider' }).click();
    await aLaCaisse(caissier).waitFor();
    await page.getByRole('region', { name: 'Panier' }).getByText('8,45 $').waitFor();
  });

  test('leaves the till alone: it locks itself, and nothing behind can be read or reached', async () => {
    const { page, capture } = watched;
    const panier = page.getByRole('region', { name: 'Panier' });
    // The clock of the page is the test's from here on.
    await page.clock.install();
    await page.reload();
    await panier.getByText('8,45 $').waitFor();
    await page.clock.fastForward('04:50');
    expect(await verrou().count()).toBe(0);
    await page.clock.fastForward('00:10');
    await verrou().getByText(`${magasin} · session de ${caissier}`).waitFor();
    const premier = verrou().getByRole('button', { name: caissier });
    expect(await premier.evaluate((e) => e === document.activeElement)).toBe(true);
    await verrou().getByRole('button', { name: gerant }).waitFor();
    await capture('ecran-verrouille');

    await page.keyboard.press('F9');
    // A scanner opens at most the PIN of the first, where its code is no PIN.
    for (let balayage = 1; balayage <= 2; balayage += 1) {
      await page.keyboard.type('0620000000035');
      await page.keyboard.press('Enter');
    }
    await verrou().getByText('Composez de 4 à 6 chiffres').waitFor();
    await capture('verrou-balaye');
    await page.goBack();
    await verrou().waitFor();
    await page.goForward();
    await page.reload();
    await premier.waitFor();
    const [autre] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluate(() => void window.open('/admin/ventes')),
    ]);
    await autre.getByRole('dialog', { name: /^Écran verrouillé/ }).waitFor();
    for (const onglet of [page, autre]) {
      expect(await onglet.getByRole('dialog').count()).toBe(1);
      expect(await onglet.getByRole('navigation').count()).toBe(0);
      expect(await onglet.getByText('$').count()).toBe(0);
    }

    await reprendre(caissier, '9999');
    await verrou().getByText('Ce n’est pas le bon NIP').waitFor();
    await page.keyboard.type(`100${numero}`);
    await page.keyboard.press('Enter');
    await aLaCaisse(caissier).waitFor();
    await panier.getByText('8,45 $').waitFor();
    await autre.getByRole('heading', { name: 'Ventes' }).waitFor();
    await autre.close();
  });

  test('locks the screen when leaving it, and a colleague takes the till over', async () => {
    const { page } = watched;
    const panier = page.getByRole('region', { name: 'Panier' });
    await page.keyboard.press('F7');
    await reprendre(gerant, `200${numero}`);
    await aLaCaisse(gerant).waitFor();
    await panier.getByText('8,45 $').waitFor();
    await page.getByRole('button', { name: 'Verrouiller l’écran' }).click();
    await reprendre(caissier, `100${numero}`);
    await aLaCaisse(caissier).waitFor();
    await panier.getByText('8,45 $').waitFor();
  });

  test('chooses another PIN in their account', async () => {
    const { page, capture } = watched;
    await page.getByRole('button', { name: /Mon compte/ }).click();
    const compte = page.getByRole('dialog', { name: 'Mon compte' });
    await compte.getByRole('button', { name: 'Changer mon NIP' }).click();
    await compte.getByLabel('NIP', { exact: true }).fill('246810');
    await compte.getByLabel('Mot de passe').fill('pas le mien');
    await page.keyboard.press('Enter');
    await compte.getByText('Ce n’est pas votre mot de passe').waitFor();
    await capture('mon-compte');
    await compte.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await compte.getByText('Votre NIP est enregistré').waitFor();
    await page.keyboard.press('Escape');
    await compte.waitFor({ state: 'detached' });
  });

  test('pays in cash, gives the change, sees the receipt, starts the next sale', async () => {
    const { page, capture } = watched;
    await payer('F9');
    await page.getByLabel('Comptant reçu').fill('5,00');
    await page.getByText('Il manque', { exact: false }).first().waitFor();
    await page.getByLabel('Comptant reçu').fill('20,00');
    await page.getByRole('dialog').getByText('11,55 $').first().waitFor();
    await capture('paiement-comptant');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    const recu = page.getByRole('article', { name: 'Reçu de caisse' });
    const NUMEROS = ['123456789 RT 0001', '1234567890 TQ 0001'];
    for (const texte of [
      magasin,
      caissier,
      'Lait',
      'TPS 5 %',
      'TVQ 9,975 %',
      '8,45 $',
      '11,55 $',
      ...NUMEROS,
    ]) {
      expect(await recu.getByText(texte).first().isVisible()).toBe(true);
    }
    await capture('recu');
    await venteSuivante();
  });

  test('rounds cash to five cents, and says by how much', async () => {
    const { page, capture } = watched;
    await chercherEtAjouter('3*eau', 'Eau');
    await page.getByRole('region', { name: 'Panier' }).getByText('3,45 $').waitFor();
    await page.getByRole('button', { name: 'Augmenter Eau' }).click();
    // 4,00 + 0,20 + 0,40 = 4,60: exact; five bottles make 5,75; one makes 1,15. Two and a card make cents.
    await page.getByRole('region', { name: 'Panier' }).getByText('4,60 $').waitFor();
    await payer('F8');
    await page.getByLabel('Montant par carte').fill('1,02');
    await page.getByRole('dialog').getByText('Arrondi').waitFor();
    await capture('paiement-partage');
    await page.getByLabel('Comptant reçu').fill('3,60');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.getByRole('article', { name: 'Reçu de caisse' }).getByText('Arrondi').waitFor();
    await venteSuivante();
  });

  test('is told which product runs out, at its line, and keeps the cart', async () => {
    const { page, capture } = watched;
    await chercherEtAjouter('pain', 'Pain');
    await page.getByRole('textbox', { name: 'Quantité de Pain' }).fill('1001');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Panier' }).getByText('3 003,00 $').first().waitFor();
    await payer('F10');
    await page.keyboard.press('Enter');
    await page.getByText('il n’en reste que', { exact: false }).first().waitFor();
    await capture('stock-insuffisant');
    await page.getByRole('textbox', { name: 'Quantité de Pain' }).fill('2');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Panier' }).getByText('6,00 $').first().waitFor();
  });

  test('pays by card, and the lock waits for the answer', async () => {
    const { page } = watched;
    await payer('F10');
    let continuer = () => {};
    const suite = new Promise<void>((resolve) => (continuer = resolve));
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('mutation Checkout')) await suite;
      await route.continue();
    });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Encaissement…' }).waitFor();
    await page.keyboard.press('F7');
    expect(await page.getByRole('dialog', { name: 'Paiement' }).count()).toBe(1);
    expect(await verrou().count()).toBe(0);
    continuer();
    await verrou().waitFor();
    await page.unroute('**/graphql');
    await reprendre(caissier, '246810');
    await page.getByRole('heading', { name: 'Vente terminée' }).waitFor();
    await page.getByRole('article', { name: 'Reçu de caisse' }).getByText('Carte').waitFor();
    await venteSuivante();
  });

  test('does not take products back as a cashier', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Ventes' }).click();
    await page
      .getByRole('button', { name: /Voir la vente/ })
      .last()
      .click();
    await page.getByText('Un gérant du magasin peut annuler').waitFor();
    expect(await page.getByRole('button', { name: 'Rembourser' }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('corrects a price at head office, and is told when somebody was faster', async () => {
    const { page, capture } = watched;
    await passerA('admin');
    await page.getByRole('heading', { name: 'Tableau de bord' }).waitFor();
    expect(await menu()).not.toContain('Caisse');
    await page.getByRole('link', { name: 'Produits' }).click();
    await page.getByRole('button', { name: 'Modifier Bananes' }).click();
    await capture('modifier-produit');
    // Somebody else changes it meanwhile.
    const input = { id: '2', version: 1, nom: 'Bananes', prix: 210, description: 'Bananes bio' };
    await createClient(caisse.url).run(
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

  test('enters an employee, changes them, lets them go', async () => {
    const { page, capture } = watched;
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

  test('reads who did what in the audit log', async () => {
    const { page, capture } = watched;
    await page.getByRole('link', { name: 'Audit' }).click();
    await page
      .getByRole('row', { name: /Échec de connexion/ })
      .first()
      .waitFor();
    await capture('audit');
    // Head office has no PIN: its lock asks for the password.
    await page.keyboard.press('F7');
    await verrou().waitFor();
    await capture('verrou-par-mot-de-passe');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Audit' }).waitFor();
    await page.getByRole('button', { name: 'Catalogue' }).click();
    const prix = page.getByRole('row', { name: /Prix modifié.*Camille Beauchemin/ }).first();
    await prix.getByText('2,25 $').waitFor();
    await capture('audit-du-catalogue');
  });

  test('supplies the store from the logistics centre', async () => {
    const { page, capture } = watched;
    await passerA('logistique');
    await page.getByRole('heading', { name: 'Approvisionnement' }).waitFor();
    expect(await menu()).toEqual(['Ventes', 'Approvisionnement']);
    await page.getByLabel('Magasin à approvisionner').selectOption({ label: magasin });
    await page.getByLabel('Quantité de Pain à transférer').fill('5001');
    await page.getByRole('button', { name: `Transférer vers ${magasin}` }).click();
    await page.getByText('Il n’en reste que', { exact: false }).waitFor();
    await page.getByLabel('Quantité de Pain à transférer').fill('120');
    await page.getByLabel('Quantité de Lait à transférer').fill('48');
    await capture('approvisionnement');
    await page.getByRole('button', { name: `Transférer vers ${magasin}` }).click();
    await page.getByText(`Transféré vers ${magasin}`, { exact: false }).waitFor();
    await page.getByRole('row', { name: /Pain/ }).getByText('4 880 en stock').waitFor();
  });

  test('takes a product back as a manager, and reads the credit', async () => {
    const { page, capture } = watched;
    await passerA(`gerant${numero}`);
    await page.getByRole('link', { name: 'Ventes' }).click();
    await page
      .getByRole('button', { name: /Voir la vente/ })
      .last()
      .click();
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Quantité de Lait à retourner').fill('1');
    await page.getByLabel('Motif').fill('Carton abîmé');
    await capture('retour');
    await page.getByRole('button', { name: 'Rembourser' }).click();
    await page.getByText('À remettre au client', { exact: false }).waitFor();
    await capture('retour-fait');
    await page.keyboard.press('Escape');
  });

  test('sees the week of their store on the dashboard', async () => {
    const { page, capture } = watched;
    await page.getByRole('link', { name: 'Tableau de bord' }).click();
    expect(await page.getByLabel('Portée').count()).toBe(0);
    await page.getByRole('heading', { name: 'Ventes par magasin' }).waitFor();
    // 8,45 + 4,60 + 6,00 less the 2,50 of milk.
    await page.getByText('16,55 $').first().waitFor();
    await page.getByText(magasin).filter({ visible: true }).first().waitFor();
    await capture('tableau-de-bord');
  });

  test('reads the same screens in English', async () => {
    const { page, capture } = watched;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);
    await capture('en-anglais');
  });

  test('leaves, and nothing is shown to who comes next', async () => {
    const { page, capture } = watched;
    await page.getByRole('button', { name: /My account/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await capture('parti');
    await page.goto(`${caisse.url}/admin/tableau-de-bord`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('nothing complained meanwhile, in the page or in the log', () => {
    expect(watched.complaints).toEqual([]);
  });
}

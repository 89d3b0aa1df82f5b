import { setTimeout as attendre } from 'node:timers/promises';

import { nouveauProfil, ouvrirChromium } from '../../support/chromium-tuable.ts';
import { seConnecter } from '../personne/gestes/se-connecter.ts';
import { lireLaCaisse, ouvrirUneCaisse, rejoindre, vendre } from './caisse.ts';
import { brancherLecteur } from './lecteur.ts';

/** When the browser is killed: so long after the receipt, or while the answer to the payment is under way. */
export type Moment = number | 'paiement';

/** What the till showed once its browser was started again. */
export interface Retour {
  /** Whether the cashier had to say again at which till they work. */
  choix: boolean;
  recu: boolean;
  /** The products that it offers to sell. */
  panier: string[];
}

/** Sells a carton of milk, kills the browser with all its processes, and comes back to the till with the same profile. */
export async function tuerEtRevenir(url: string, numero: number, moment: Moment): Promise<Retour> {
  const profil = await nouveauProfil();
  try {
    const avant = await ouvrirChromium(profil.dossier);
    await ouvrirUneCaisse(avant.page, url, numero);
    const lecteur = await brancherLecteur(avant.page);
    await lecteur.balayer('0620000000035', 'Enter');
    await avant.page.getByRole('textbox', { name: 'Quantité de Lait' }).waitFor();
    if (moment === 'paiement') {
      let partie = () => {};
      const part = new Promise<void>((suite) => (partie = suite));
      // The server has it, and its answer never reaches the till.
      await avant.page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('mutation Checkout')) {
          await route.fetch();
          partie();
        } else await route.continue();
      });
      await avant.page.keyboard.press('F9');
      await avant.page.getByRole('dialog', { name: 'Paiement' }).waitFor();
      await avant.page.keyboard.press('Enter');
      await part;
    } else {
      await vendre(avant.page);
      await attendre(moment);
    }
    await avant.tuer();

    const apres = await ouvrirChromium(profil.dossier);
    const { page } = apres;
    await page.goto(url);
    await seConnecter(page, `caissier${numero}`);
    await page.getByRole('navigation').waitFor();
    const choix = await rejoindre(page);
    const recu = page.getByRole('heading', { name: 'Vente terminée' });
    // A sale whose answer never came is asked for again first; without a receipt, what is there is told below.
    await recu.waitFor().catch(() => {});
    const retour = {
      choix,
      recu: await recu.isVisible(),
      panier: [...(await lireLaCaisse(page)).panier.keys()],
    };
    await apres.tuer();
    return retour;
  } finally {
    profil.effacer();
  }
}

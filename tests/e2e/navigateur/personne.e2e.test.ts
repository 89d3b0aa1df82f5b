import { describe, expect, test } from '@jest/globals';

import { CHROMIUM, CHROMIUM_MISSING } from '../support/navigateur.ts';
import { administrerLesEmployes } from './personne/administrer-les-employes.ts';
import { approvisionner } from './personne/approvisionner.ts';
import { changerDEmploye } from './personne/changer-d-employe.ts';
import { changerDeLangue } from './personne/changer-de-langue.ts';
import { changerDeNip } from './personne/changer-de-nip.ts';
import { corrigerUnPrix } from './personne/corriger-un-prix.ts';
import { encaisser } from './personne/encaisser.ts';
import { entrer } from './personne/entrer.ts';
import { lireLAudit } from './personne/lire-l-audit.ts';
import { lireLeTableauDeBord } from './personne/lire-le-tableau-de-bord.ts';
import { ouvrirLaCaisse } from './personne/ouvrir-la-caisse.ts';
import { ouvrirParcours, type Personne } from './personne/parcours.ts';
import { quitter } from './personne/quitter.ts';
import { neRembourserRien, rembourser } from './personne/rembourser.ts';
import { remplirLePanier } from './personne/remplir-le-panier.ts';
import { verrouiller } from './personne/verrouiller.ts';

const PERSONNES: Personne[] = [
  {
    width: 1280,
    height: 800,
    magasin: 'Magasin un',
    numero: 1,
    caissier: 'Olivier Fortin',
    gerant: 'Geneviève Tremblay',
  },
  {
    width: 768,
    height: 1024,
    magasin: 'Magasin deux',
    numero: 2,
    caissier: 'Émilie Caron',
    gerant: 'Sébastien Gagnon',
  },
];

if (CHROMIUM) {
  describe.each(PERSONNES)('a person, on a screen $width pixels wide', suivre);
} else {
  test('the browser tests need Chromium', () => {
    if (process.env['CI']) throw new Error(CHROMIUM_MISSING);
    console.warn(CHROMIUM_MISSING);
  });
}

/**
 * One path through one system: a group begins where the one before it ends, and says at its head what it leaves. A new
 * step goes into the group that is about the same, or into a file of its own, called here where its turn comes.
 */
function suivre(personne: Personne): void {
  const parcours = ouvrirParcours(personne);

  // The cashier.
  entrer(parcours);
  ouvrirLaCaisse(parcours);
  remplirLePanier(parcours);
  changerDEmploye(parcours);
  verrouiller(parcours);
  changerDeNip(parcours);
  encaisser(parcours);
  neRembourserRien(parcours);

  // Head office.
  corrigerUnPrix(parcours);
  administrerLesEmployes(parcours);
  lireLAudit(parcours);

  // Logistics.
  approvisionner(parcours);

  // The manager.
  rembourser(parcours);
  lireLeTableauDeBord(parcours);
  changerDeLangue(parcours);
  quitter(parcours);

  test('nothing complained meanwhile, in the page or in the log', () => {
    expect(parcours.complaints).toEqual([]);
  });
}

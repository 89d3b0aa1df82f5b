import { describe, expect, test } from '@jest/globals';
import { creerConnexion, type Oreilles, type Partage } from './connexion.ts';
import type { Jetons } from './jetons.ts';

const MINUTE = 60_000;

/** A server whose renewal tokens are good once, as many tabs as one wants, and a clock. */
function monde() {
  let maintenant = Date.parse('2026-11-22T12:00:00Z');
  let emis = 0;
  const bons = new Set<string>();
  const renouvellements: string[] = [];
  const oreilles = new Set<Oreilles>();
  let file: Promise<unknown> = Promise.resolve();
  let panne = false;

  const emettre = () => {
    emis += 1;
    const jetonRenouvellement = `r${emis}`;
    bons.add(jetonRenouvellement);
    const expireLe = new Date(maintenant + 15 * MINUTE).toISOString();
    return { jeton: `j${emis}`, expireLe, jetonRenouvellement };
  };
  const renouveler = async (jeton: string) => {
    renouvellements.push(jeton);
    await Promise.resolve();
    if (panne) throw new TypeError('Failed to fetch');
    return bons.delete(jeton) ? emettre() : null;
  };
  const onglet = (copie: Jetons | null = null) => {
    let garde = copie;
    let miennes: Oreilles | null = null;
    const autres = () => [...oreilles].filter((autre) => autre !== miennes);
    const partage: Partage = {
      seul: (faire) => {
        const tour = file.then(faire);
        file = tour.catch(() => undefined);
        return tour;
      },
      demander: async ({ cle, rang }) => autres().forEach((autre) => autre.surDemande(cle, rang)),
      annoncer: (jetons) => autres().forEach((autre) => autre.surJetons(jetons)),
      annoncerFin: (cle) => autres().forEach((autre) => autre.surFin(cle)),
      ecouter: (siennes) => {
        miennes = siennes;
        oreilles.add(siennes);
      },
    };
    const connexion = creerConnexion({
      coffre: { lire: () => garde, garder: (jetons) => void (garde = jetons) },
      partage,
      renouveler,
      nouvelleCle: () => `cle${emis}`,
      maintenant: () => maintenant,
    });
    return { connexion, garde: () => garde };
  };
  return {
    emettre,
    onglet,
    renouvellements,
    passer: (ms: number) => void (maintenant += ms),
    tomber: (voulu: boolean) => void (panne = voulu),
    revoquer: () => bons.clear(),
  };
}

describe('a sign-in', () => {
  test('gives its token until shortly before its end, then a new one', async () => {
    const { emettre, onglet, passer, renouvellements } = monde();
    const { connexion } = onglet();
    expect(await connexion.jetonValide()).toBeNull();
    connexion.ouvrir(emettre());
    passer(14 * MINUTE);
    expect(await connexion.jetonValide()).toBe('j1');
    passer(MINUTE / 2);
    expect(await connexion.jetonValide()).toBe('j2');
    expect(renouvellements).toEqual(['r1']);
  });

  test('is renewed once for all the requests that need it', async () => {
    const { emettre, onglet, passer, renouvellements } = monde();
    const { connexion } = onglet();
    connexion.ouvrir(emettre());
    passer(20 * MINUTE);
    const jetons = await Promise.all(Array.from({ length: 10 }, () => connexion.jetonValide()));
    expect(new Set(jetons)).toEqual(new Set(['j2']));
    expect(renouvellements).toEqual(['r1']);
  });

  test('is renewed once for all the requests that were refused, the late ones too', async () => {
    const { emettre, onglet, renouvellements } = monde();
    const { connexion } = onglet();
    connexion.ouvrir(emettre());
    const ensemble = [connexion.jetonApresRefus('j1'), connexion.jetonApresRefus('j1')];
    expect(await Promise.all(ensemble)).toEqual(['j2', 'j2']);
    expect(await connexion.jetonApresRefus('j1')).toBe('j2');
    expect(renouvellements).toEqual(['r1']);
  });

  test('ends when it can no more be renewed, and says that nobody asked for it', async () => {
    const { emettre, onglet, revoquer } = monde();
    const { connexion, garde } = onglet();
    connexion.ouvrir(emettre());
    revoquer();
    expect(await connexion.jetonApresRefus('j1')).toBeNull();
    expect(connexion.cle()).toBeNull();
    expect(connexion.fin()).toBe('echeance');
    expect(garde()).toBeNull();
  });

  test('survives a renewal without an answer', async () => {
    const { emettre, onglet, passer, tomber } = monde();
    const { connexion } = onglet();
    connexion.ouvrir(emettre());
    passer(20 * MINUTE);
    tomber(true);
    expect(await connexion.jetonValide()).toBe('j1');
    await expect(connexion.jetonApresRefus('j1')).rejects.toThrow('Failed to fetch');
    tomber(false);
    expect(await connexion.jetonValide()).toBe('j2');
  });

  test('that was left during a renewal stays left, and the next person keeps theirs', async () => {
    const { emettre, onglet, passer } = monde();
    const { connexion } = onglet();
    connexion.ouvrir(emettre());
    passer(20 * MINUTE);
    const enVol = connexion.jetonValide();
    connexion.fermer();
    expect(await enVol).toBeNull();
    expect(connexion.fin()).toBe('depart');

    connexion.ouvrir(emettre());
    passer(20 * MINUTE);
    const deLAutre = connexion.jetonValide();
    const suivante = emettre();
    connexion.ouvrir(suivante);
    expect(await deLAutre).toBe(suivante.jeton);
    expect(await connexion.jetonValide()).toBe(suivante.jeton);
  });

  test('on a machine whose clock is ahead is not renewed at each request', async () => {
    const { emettre, onglet, passer, renouvellements } = monde();
    const { connexion } = onglet();
    const authentification = emettre();
    passer(60 * MINUTE);
    connexion.ouvrir(authentification);
    for (let requete = 0; requete < 5; requete += 1) await connexion.jetonValide();
    expect(renouvellements).toEqual([]);
  });

  test('tells who listens when it begins, is renewed and ends', async () => {
    const { emettre, onglet } = monde();
    const { connexion } = onglet();
    const cles: (string | null)[] = [];
    const partir = connexion.abonner(() => cles.push(connexion.cle()));
    connexion.ouvrir(emettre());
    await connexion.jetonApresRefus('j1');
    connexion.fermer();
    partir();
    connexion.ouvrir(emettre());
    expect(cles).toEqual(['cle1', 'cle1', null]);
  });
});

describe('a tab that was duplicated', () => {
  test('shares each renewal with the first: no renewal token is sent twice', async () => {
    const { emettre, onglet, passer, renouvellements } = monde();
    const premier = onglet();
    premier.connexion.ouvrir(emettre());
    const second = onglet(premier.garde());
    passer(20 * MINUTE);
    const ensemble = [premier.connexion.jetonValide(), second.connexion.jetonValide()];
    expect(await Promise.all(ensemble)).toEqual(['j2', 'j2']);
    passer(20 * MINUTE);
    expect(await second.connexion.jetonValide()).toBe('j3');
    expect(await premier.connexion.jetonValide()).toBe('j3');
    expect(renouvellements).toEqual(['r1', 'r2']);
    expect(premier.garde()).toEqual(second.garde());
  });

  test('that missed a renewal asks for it before it uses its own', async () => {
    const { emettre, onglet, renouvellements } = monde();
    const premier = onglet();
    premier.connexion.ouvrir(emettre());
    const copie = premier.garde();
    await premier.connexion.jetonApresRefus('j1');
    const second = onglet(copie);
    expect(await second.connexion.jetonApresRefus('j1')).toBe('j2');
    expect(renouvellements).toEqual(['r1']);
  });

  test('is signed out with the first, and another employee in one leaves the other alone', () => {
    const { emettre, onglet } = monde();
    const premier = onglet();
    premier.connexion.ouvrir(emettre());
    const second = onglet(premier.garde());
    const cle = second.connexion.cle();
    premier.connexion.ouvrir(emettre());
    expect(second.connexion.cle()).toBe(cle);
    const troisieme = onglet(second.garde());
    troisieme.connexion.fermer();
    expect(second.connexion.cle()).toBeNull();
    expect(premier.connexion.cle()).not.toBeNull();
  });
});

import { describe, expect, test } from '@jest/globals';
import { creerConnexion, type Partage } from './connexion.ts';
import type { Jetons } from './jetons.ts';

const MINUTE = 60_000;

/** A server whose sign-ins are open until they are revoked, as many tabs as one wants, and a clock. */
function monde() {
  let maintenant = Date.parse('2026-11-22T12:00:00Z');
  let emis = 0;
  let cles = 0;
  const ouvertes = new Set<string>();
  const renouvellements: string[] = [];
  const ecoutes = new Set<(cle: string) => void>();
  let file: Promise<unknown> = Promise.resolve();
  let panne = false;

  const emettre = (cle = `c${(cles += 1)}`) => {
    emis += 1;
    ouvertes.add(cle);
    const expireLe = new Date(maintenant + 15 * MINUTE).toISOString();
    return { cle, jeton: `j${emis}`, expireLe };
  };
  const renouveler = async (cle: string) => {
    renouvellements.push(cle);
    await Promise.resolve();
    if (panne) throw new TypeError('Failed to fetch');
    return ouvertes.has(cle) ? emettre(cle) : null;
  };
  const onglet = (copie: Jetons | null = null) => {
    let garde = copie;
    let mienne: ((cle: string) => void) | null = null;
    const partage: Partage = {
      seul: (faire) => {
        const tour = file.then(faire);
        file = tour.catch(() => undefined);
        return tour;
      },
      annoncerFin: (cle) =>
        [...ecoutes].filter((autre) => autre !== mienne).forEach((autre) => autre(cle)),
      ecouter: (surFin) => {
        mienne = surFin;
        ecoutes.add(surFin);
      },
    };
    const connexion = creerConnexion({
      coffre: { lire: () => garde, garder: (jetons) => void (garde = jetons) },
      partage,
      renouveler,
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
    revoquer: () => ouvertes.clear(),
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
    expect(renouvellements).toEqual(['c1']);
  });

  test('is renewed once for all the requests that need it', async () => {
    const { emettre, onglet, passer, renouvellements } = monde();
    const { connexion } = onglet();
    connexion.ouvrir(emettre());
    passer(20 * MINUTE);
    const jetons = await Promise.all(Array.from({ length: 10 }, () => connexion.jetonValide()));
    expect(new Set(jetons)).toEqual(new Set(['j2']));
    expect(renouvellements).toEqual(['c1']);
  });

  test('is renewed once for all the requests that were refused, the late ones too', async () => {
    const { emettre, onglet, renouvellements } = monde();
    const { connexion } = onglet();
    connexion.ouvrir(emettre());
    const ensemble = [connexion.jetonApresRefus('j1'), connexion.jetonApresRefus('j1')];
    expect(await Promise.all(ensemble)).toEqual(['j2', 'j2']);
    expect(await connexion.jetonApresRefus('j1')).toBe('j2');
    expect(renouvellements).toEqual(['c1']);
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
    expect(cles).toEqual(['c1', 'c1', null]);
  });
});

describe('a tab that was duplicated', () => {
  test('renews in its turn, never beside the other, and neither has the token of the other', async () => {
    const { emettre, onglet, passer, renouvellements } = monde();
    const premier = onglet();
    premier.connexion.ouvrir(emettre());
    const second = onglet(premier.garde());
    passer(20 * MINUTE);
    const ensemble = [premier.connexion.jetonValide(), second.connexion.jetonValide()];
    expect(await Promise.all(ensemble)).toEqual(['j2', 'j3']);
    expect(renouvellements).toEqual(['c1', 'c1']);
  });

  test('goes on after the other had new tokens by a password or a PIN', async () => {
    const { emettre, onglet } = monde();
    const premier = onglet();
    premier.connexion.ouvrir(emettre());
    const second = onglet(premier.garde());
    premier.connexion.remplacer(emettre('c1'));
    expect(await premier.connexion.jetonValide()).toBe('j2');
    expect(await second.connexion.jetonApresRefus('j1')).toBe('j3');
    expect(second.connexion.cle()).toBe('c1');
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

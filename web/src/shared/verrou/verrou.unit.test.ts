import { describe, expect, test } from '@jest/globals';
import { creerRegistre, oublierLesAnciens } from './registre.ts';
import { creerVerrou, DELAI_MS } from './verrou.ts';

const SECONDE = 1_000;

/** What a browser keeps for all its tabs; `plein` is one that takes nothing more. */
function memoire() {
  const valeurs = new Map<string, string>();
  return {
    valeurs,
    plein: false,
    get length() {
      return valeurs.size;
    },
    key: (rang: number) => [...valeurs.keys()][rang] ?? null,
    getItem: (nom: string) => valeurs.get(nom) ?? null,
    setItem(nom: string, valeur: string) {
      if (this.plein) throw new DOMException('full', 'QuotaExceededError');
      valeurs.set(nom, valeur);
    },
    removeItem: (nom: string) => void valeurs.delete(nom),
    clear: () => valeurs.clear(),
  };
}

/** A browser, its clock, and as many tabs as one wants. */
function navigateur() {
  let maintenant = Date.parse('2026-11-22T12:00:00Z');
  const stockage = memoire();
  const onglet = () =>
    creerVerrou({ registre: creerRegistre(stockage), maintenant: () => maintenant });
  const ouvert = () => {
    const verrou = onglet();
    verrou.suivre('olivier', true);
    return verrou;
  };
  return {
    onglet,
    ouvert,
    stockage,
    maintenant: () => maintenant,
    passer: (ms: number) => void (maintenant += ms),
  };
}

describe('a screen', () => {
  test('locks when nobody touched it for the whole delay, and says how long is left before', () => {
    const { ouvert, passer } = navigateur();
    const verrou = ouvert();
    expect(verrou.verifier()).toBe(DELAI_MS);
    passer(DELAI_MS - 1);
    expect(verrou.verifier()).toBe(1);
    expect(verrou.etat()).toBe('ouvert');
    passer(1);
    expect(verrou.verifier()).toBeNull();
    expect(verrou.etat()).toBe('ferme');
  });

  test('counts anew from each touch', () => {
    const { ouvert, passer } = navigateur();
    const verrou = ouvert();
    passer(DELAI_MS - SECONDE);
    expect(verrou.toucher()).toBe(true);
    passer(DELAI_MS - SECONDE);
    expect(verrou.verifier()).toBe(SECONDE);
  });

  test('locks at the first touch that comes too late, when its timer slept with the machine', () => {
    const { ouvert, passer } = navigateur();
    const verrou = ouvert();
    passer(DELAI_MS * 20);
    expect(verrou.toucher()).toBe(false);
    expect(verrou.etat()).toBe('ferme');
    // What is done on the lock itself goes through, and does not open it.
    expect(verrou.toucher()).toBe(true);
    expect(verrou.verifier()).toBeNull();
    expect(verrou.etat()).toBe('ferme');
  });

  test('locks at once when it is asked to, and opens for a whole delay', () => {
    const { ouvert, passer } = navigateur();
    const verrou = ouvert();
    verrou.verrouiller();
    expect(verrou.etat()).toBe('ferme');
    passer(DELAI_MS * 3);
    verrou.deverrouiller();
    expect(verrou.etat()).toBe('ouvert');
    expect(verrou.verifier()).toBe(DELAI_MS);
  });

  test('stays open no longer for a clock that is set back', () => {
    const { ouvert, passer } = navigateur();
    const verrou = ouvert();
    passer(-60 * DELAI_MS);
    expect(verrou.verifier()).toBe(DELAI_MS);
    passer(DELAI_MS);
    expect(verrou.verifier()).toBeNull();
  });

  test('of nobody has nothing to hide', () => {
    const { onglet, passer } = navigateur();
    const verrou = onglet();
    passer(DELAI_MS * 2);
    verrou.verrouiller();
    verrou.deverrouiller();
    expect([verrou.verifier(), verrou.toucher(), verrou.etat()]).toEqual([null, true, 'ouvert']);
  });

  test('tells who listens when it locks and opens', () => {
    const { ouvert } = navigateur();
    const verrou = ouvert();
    const etats: string[] = [];
    const partir = verrou.abonner(() => etats.push(verrou.etat()));
    verrou.verrouiller();
    verrou.deverrouiller();
    partir();
    verrou.verrouiller();
    expect(etats).toEqual(['ferme', 'ouvert']);
  });
});

describe('a page that awaits an answer', () => {
  test('is kept until the last answer is there, and hears nobody meanwhile', () => {
    const { ouvert, passer } = navigateur();
    const verrou = ouvert();
    const relacher = [verrou.retenir(), verrou.retenir()];
    passer(DELAI_MS);
    verrou.verifier();
    expect(verrou.etat()).toBe('retenu');
    expect(verrou.toucher()).toBe(false);
    relacher[0]?.();
    relacher[0]?.();
    expect(verrou.etat()).toBe('retenu');
    relacher[1]?.();
    expect(verrou.etat()).toBe('ferme');
  });

  test('does not bring back what is locked', () => {
    const { ouvert } = navigateur();
    const verrou = ouvert();
    verrou.verrouiller();
    const relacher = verrou.retenir();
    verrou.verrouiller();
    expect(verrou.etat()).toBe('ferme');
    relacher();
    expect(verrou.etat()).toBe('ferme');
  });

  test('stays open when its answer comes in time', () => {
    const { ouvert } = navigateur();
    const verrou = ouvert();
    verrou.retenir()();
    expect(verrou.etat()).toBe('ouvert');
  });
});

describe('a page that is loaded again', () => {
  test('is locked as it was, and open as it was', () => {
    const { ouvert, onglet, passer } = navigateur();
    ouvert();
    passer(DELAI_MS / 2);
    const ouverte = onglet();
    ouverte.suivre('olivier', false);
    expect(ouverte.verifier()).toBe(DELAI_MS / 2);
    ouverte.verrouiller();
    const verrouillee = onglet();
    verrouillee.suivre('olivier', false);
    expect(verrouillee.etat()).toBe('ferme');
  });

  test('is locked when nobody was there meanwhile, or when nothing is known of its sign-in', () => {
    const { ouvert, onglet, passer, stockage } = navigateur();
    ouvert();
    passer(DELAI_MS);
    const apres = onglet();
    apres.suivre('olivier', false);
    expect(apres.etat()).toBe('ferme');
    stockage.clear();
    const inconnue = onglet();
    inconnue.suivre('olivier', false);
    expect(inconnue.etat()).toBe('ferme');
  });
});

describe('the tabs of a sign-in', () => {
  test('lock and open together', () => {
    const { ouvert, onglet } = navigateur();
    const premier = ouvert();
    const second = onglet();
    second.suivre('olivier', false);
    premier.verrouiller();
    second.verifier();
    expect(second.etat()).toBe('ferme');
    second.deverrouiller();
    premier.verifier();
    expect(premier.etat()).toBe('ouvert');
  });

  test('are kept open by whoever works in one of them', () => {
    const { ouvert, onglet, passer } = navigateur();
    const premier = ouvert();
    const second = onglet();
    second.suivre('olivier', false);
    passer(DELAI_MS - SECONDE);
    premier.toucher();
    passer(SECONDE);
    expect(second.verifier()).toBe(DELAI_MS - SECONDE);
  });

  test('stay locked when a colleague takes one of them over', () => {
    const { ouvert, onglet } = navigateur();
    const premier = ouvert();
    const second = onglet();
    second.suivre('olivier', false);
    premier.verrouiller();
    second.verifier();
    premier.suivre('genevieve', true);
    expect([premier.etat(), premier.verifier()]).toEqual(['ouvert', DELAI_MS]);
    second.verifier();
    expect(second.etat()).toBe('ferme');
    premier.suivre(null, true);
    expect(premier.etat()).toBe('ouvert');
  });
});

describe('what is kept', () => {
  test('locks and opens also where the browser takes nothing more, or keeps nothing', () => {
    const { ouvert, stockage } = navigateur();
    const verrou = ouvert();
    stockage.plein = true;
    verrou.verrouiller();
    expect([verrou.verifier(), verrou.etat()]).toEqual([null, 'ferme']);
    verrou.deverrouiller();
    expect(verrou.verifier()).toBe(DELAI_MS);
    const sansRien = creerVerrou({ registre: creerRegistre(null), maintenant: () => 0 });
    sansRien.suivre('olivier', true);
    expect(sansRien.verifier()).toBe(DELAI_MS);
  });

  test('is forgotten a day after its last touch, and nothing else is', () => {
    const { ouvert, onglet, passer, stockage, maintenant } = navigateur();
    ouvert();
    passer(25 * 60 * 60_000);
    onglet().suivre('genevieve', true);
    stockage.setItem('caisse.langue', '{}');
    oublierLesAnciens(stockage, maintenant());
    const noms = [...stockage.valeurs.keys()];
    expect(noms).toEqual(['caisse.activite.genevieve', 'caisse.verrou.genevieve', 'caisse.langue']);
  });
});

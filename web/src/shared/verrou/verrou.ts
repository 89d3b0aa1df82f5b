/** How long nobody may touch the keyboard, the pointer or the scanner before the screen locks itself. */
export const DELAI_MS = 5 * 60_000;

/** Somebody who types or moves is written down this often, not at each key. */
const PAS_MS = 1_000;

/** What the tabs of this browser know of a sign-in, by its name; it outlives a reload. */
export type Registre = {
  /** True unless it is written that it is open: a sign-in of which nothing is known is locked. */
  estVerrouille(cle: string): boolean;
  ecrire(cle: string, verrouille: boolean): void;
  /** When somebody last touched one of its tabs: ms; null when it is not known. */
  activite(cle: string): number | null;
  noter(cle: string, instant: number): void;
};

type Dependances = { registre: Registre; maintenant: () => number };

/** `retenu`: locked, and shown as soon as the answer that a page awaits is there. */
export type Etat = 'ouvert' | 'retenu' | 'ferme';

export type Verrou = ReturnType<typeof creerVerrou>;

/**
 * Whether this tab may show anything of the person who is signed in. All tabs of a sign-in lock and unlock
 * together. It hides a screen: the tokens stay in the browser.
 */
export function creerVerrou({ registre, maintenant }: Dependances) {
  const abonnes = new Set<() => void>();
  let cle: string | null = null;
  let etat: Etat = 'ouvert';
  let retenues = 0;
  let vue = -Infinity;

  const prevenir = () => {
    for (const surChangement of abonnes) surChangement();
  };
  const passer = (suivant: Etat) => {
    if (suivant === etat) return;
    etat = suivant;
    prevenir();
  };
  // What is shown is not shown again for an answer that is awaited: only the closing waits.
  const montrer = () => passer(etat === 'ferme' || retenues === 0 ? 'ferme' : 'retenu');
  const noter = (nom: string) => {
    vue = maintenant();
    registre.noter(nom, vue);
  };

  function verrouiller() {
    if (cle === null) return;
    registre.ecrire(cle, true);
    montrer();
  }

  /** Looks at what the other tabs did and at the time: how many ms may still pass, null when none are counted. */
  function verifier(): number | null {
    if (cle === null) return null;
    if (registre.estVerrouille(cle)) {
      montrer();
      return null;
    }
    passer('ouvert');
    const derniere = Math.max(vue, registre.activite(cle) ?? -Infinity);
    // A clock that was set back would keep the screen open for as long.
    if (derniere > maintenant()) noter(cle);
    const reste = Math.min(derniere, maintenant()) + DELAI_MS - maintenant();
    if (reste > 0) return reste;
    verrouiller();
    return null;
  }

  return {
    etat: () => etat,
    abonner(surChangement: () => void) {
      abonnes.add(surChangement);
      return () => void abonnes.delete(surChangement);
    },
    verifier,
    verrouiller,
    /** Follows the sign-in of this tab: one that somebody has just opened is theirs to use. */
    suivre(suivante: string | null, ouverteALInstant: boolean) {
      if (suivante === cle) return;
      cle = suivante;
      vue = -Infinity;
      etat = 'ouvert';
      if (suivante !== null && ouverteALInstant) {
        noter(suivante);
        registre.ecrire(suivante, false);
      }
      verifier();
      prevenir();
    },
    /** Somebody is there. False when they came too late: what they did must not reach the page. */
    toucher(): boolean {
      const depuis = maintenant() - vue;
      if (cle === null || etat === 'ferme') return true;
      if (etat === 'ouvert' && depuis >= 0 && depuis < PAS_MS) return true;
      if (verifier() === null) return false;
      noter(cle);
      return true;
    },
    /** The person who is signed in has proved again who they are. */
    deverrouiller() {
      if (cle === null) return;
      noter(cle);
      registre.ecrire(cle, false);
      passer('ouvert');
    },
    /** Keeps the page until it is released: an answer is awaited that must not be cut. */
    retenir(): () => void {
      let tenue = true;
      retenues += 1;
      return () => {
        if (!tenue) return;
        tenue = false;
        retenues -= 1;
        if (etat === 'retenu') montrer();
      };
    },
  };
}

import { jetonsDe, type Authentification, type Jetons } from './jetons.ts';

/** Where the tokens of this tab outlive a reload. */
export type Coffre = { lire(): Jetons | null; garder(jetons: Jetons | null): void };

/** The other tabs that hold the same sign-in: a duplicated tab has a copy of its tokens. */
export type Partage = {
  /** Runs when no other tab of this browser is inside. */
  seul(faire: () => Promise<void>): Promise<void>;
  annoncerFin(cle: string): void;
  ecouter(surFin: (cle: string) => void): void;
};

/** By itself, or because the person left. */
export type Fin = 'echeance' | 'depart';

type Dependances = {
  coffre: Coffre;
  partage: Partage;
  /** Null when the sign-in has ended; throws when there was no answer. */
  renouveler: (cle: string) => Promise<Authentification | null>;
  maintenant: () => number;
};

export type Connexion = ReturnType<typeof creerConnexion>;

/**
 * Who is signed in on this tab, as tokens. A renewal token is good once, and the browser keeps it from scripts: of the
 * tabs that share one, each renews in its turn.
 */
export function creerConnexion(dependances: Dependances) {
  const { coffre, partage, renouveler, maintenant } = dependances;
  const abonnes = new Set<() => void>();
  let jetons = coffre.lire();
  let enVol: Promise<void> | null = null;
  let fin: Fin | null = null;

  const garder = (suivants: Jetons | null) => {
    jetons = suivants;
    coffre.garder(suivants);
    for (const prevenir of abonnes) prevenir();
  };
  const finir = (cle: string, sorte: Fin) => {
    if (jetons?.cle !== cle) return;
    fin = sorte;
    garder(null);
  };

  partage.ecouter((cle) => finir(cle, 'depart'));

  async function renouvelerSeul({ cle, rang }: Jetons): Promise<void> {
    // Read anew after each wait: meanwhile the person may have left, or another come.
    const inchanges = () => jetons?.cle === cle && jetons.rang === rang;
    if (!inchanges()) return;
    const reponse = await renouveler(cle);
    if (!reponse) return finir(cle, 'echeance');
    if (inchanges()) garder(jetonsDe(reponse, { rang: rang + 1, maintenant: maintenant() }));
  }

  function renouvelerEnsemble(avant: Jetons): Promise<void> {
    enVol ??= partage
      .seul(() => renouvelerSeul(avant))
      .finally(() => {
        enVol = null;
      });
    return enVol;
  }

  return {
    /** The sign-in's name, null when nobody is signed in. */
    cle: () => jetons?.cle ?? null,
    /** How the last sign-in ended; null when none has, since the page was loaded or somebody signed in. */
    fin: () => fin,
    abonner(surChangement: () => void) {
      abonnes.add(surChangement);
      return () => abonnes.delete(surChangement);
    },
    /** Somebody has signed in, in the place of whoever was. */
    ouvrir(authentification: Authentification) {
      fin = null;
      garder(jetonsDe(authentification, { rang: 0, maintenant: maintenant() }));
    },
    /** The same person has new tokens, that no renewal gave. */
    remplacer(authentification: Authentification) {
      if (!jetons) return;
      const { cle, rang } = jetons;
      const suivante = { ...authentification, cle };
      garder(jetonsDe(suivante, { rang: rang + 1, maintenant: maintenant() }));
    },
    /** Forgets the tokens, here and in the tabs that share them. */
    fermer() {
      if (!jetons) return;
      const { cle } = jetons;
      finir(cle, 'depart');
      partage.annoncerFin(cle);
    },
    /** The token to send, renewed first when it is near its end; null when nobody is signed in. */
    async jetonValide(): Promise<string | null> {
      // Without an answer to the renewal the token goes as it is: the server says whether it still counts.
      if (jetons && maintenant() >= jetons.renouvelerDes) {
        await renouvelerEnsemble(jetons).catch(() => undefined);
      }
      return jetons?.jeton ?? null;
    },
    /**
     * The token to send again after the server refused one, null when the sign-in has ended.
     *
     * @throws what the renewal throws when it has no answer
     */
    async jetonApresRefus(refuse: string): Promise<string | null> {
      // Another request may have had the same refusal, and renewed already.
      if (jetons?.jeton === refuse) await renouvelerEnsemble(jetons);
      return jetons?.jeton ?? null;
    },
  };
}

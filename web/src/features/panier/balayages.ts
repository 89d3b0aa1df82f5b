import type { Issue } from '../../shared/api/use-envoi.ts';
import { lirePanne } from '../../shared/api/panne.ts';
import { lireEchec, type Echec, type ReponsePanier } from './echec.ts';
import type { File } from './file.ts';

export type ProduitAjoute = { id: string; nom: string; prix: number };

/** Something that a person wants in the cart, from the scan until the cart has it or somebody gives it up. */
export type Balayage = {
  /** Also the id of the addition, so that sending it again adds once. */
  id: string;
  terme: string;
  quantite: number;
  /** A code is one product or none; a name typed in haste is the first product found. */
  exact: boolean;
  produit: ProduitAjoute | null;
  /** The cart to which it was sent. */
  panierId: string | null;
  echec: Echec | null;
};

export type Moyens = {
  file: Pick<File, 'faire'>;
  /** The cart as it is when its turn comes. */
  panierId: () => string;
  resoudre: (terme: string, exact: boolean) => Promise<ProduitAjoute | null>;
  ajouter: (
    panierId: string,
    balayage: Balayage,
    produit: ProduitAjoute,
  ) => Promise<Issue<ReponsePanier>>;
  garder: (balayage: Balayage) => void;
  oublier: (id: string) => void;
  nouvelId: () => string;
  surRefus: () => void;
};

type Demande = { terme: string; quantite: number; exact: boolean; produit?: ProduitAjoute };

/** All that was scanned and is not in the cart: what is under way, in order, and what was refused. */
export function creerBalayages(moyens: Moyens) {
  const abonnes = new Set<() => void>();
  const connus = new Map<string, Balayage>();
  let refuses: readonly Balayage[] = [];

  const noter = (balayage: Balayage) => {
    connus.set(balayage.id, balayage);
    moyens.garder(balayage);
  };
  const oublier = (id: string) => {
    connus.delete(id);
    moyens.oublier(id);
  };
  const prevenir = () => {
    refuses = [...connus.values()].filter(({ echec }) => echec !== null);
    for (const surChangement of abonnes) surChangement();
  };

  /** Looks for the product at once, and adds it in its turn. */
  function partir(balayage: Balayage): void {
    const resolution = balayage.produit
      ? Promise.resolve(balayage.produit)
      : moyens.resoudre(balayage.terme, balayage.exact);
    resolution.catch(() => {});
    const envoyer = async (): Promise<Echec | null> => {
      const produit = await resolution;
      if (!produit) return { sorte: 'inconnu' };
      const envoye = { ...balayage, produit, panierId: moyens.panierId() };
      noter(envoye);
      return lireEchec(await moyens.ajouter(envoye.panierId, envoye, produit));
    };
    const finir = (echec: Echec | null) => {
      if (echec === null) oublier(balayage.id);
      else {
        noter({ ...(connus.get(balayage.id) ?? balayage), echec });
        moyens.surRefus();
      }
      prevenir();
    };
    void moyens.file
      .faire(envoyer)
      .then(finir, (erreur: unknown) => finir({ sorte: 'panne', panne: lirePanne(erreur) }));
  }

  const recevoir = ({ terme, quantite, exact, produit }: Demande) => {
    const id = moyens.nouvelId();
    const balayage = {
      id,
      terme,
      quantite,
      exact,
      produit: produit ?? null,
      panierId: null,
      echec: null,
    };
    noter(balayage);
    partir(balayage);
  };

  /** Sends it again, as it was: to another cart it is another addition. */
  function reessayer(id: string, produit?: ProduitAjoute): void {
    const ancien = connus.get(id);
    if (!ancien?.echec) return;
    const meme = ancien.panierId === null || (!produit && ancien.panierId === moyens.panierId());
    const balayage = {
      ...ancien,
      echec: null,
      produit: produit ?? ancien.produit,
      ...(meme ? {} : { id: moyens.nouvelId(), panierId: null }),
    };
    if (!meme) oublier(id);
    noter(balayage);
    prevenir();
    partir(balayage);
  }

  return {
    /** What was refused and that nobody has answered yet. */
    refuses: () => refuses,
    abonner: (surChangement: () => void) => {
      abonnes.add(surChangement);
      return () => void abonnes.delete(surChangement);
    },
    recevoir,
    reessayer,
    /** Adds at the price of today what was refused because the price had changed. */
    accepterPrix: (id: string): void => {
      const { produit, echec } = connus.get(id) ?? {};
      if (produit && echec?.sorte === 'prix') reessayer(id, { ...produit, prix: echec.nouveau });
    },
    abandonner: (id: string): void => {
      oublier(id);
      prevenir();
    },
    /** Goes on with what was under way when the page ended. */
    reprendre: (gardes: readonly Balayage[]): void => {
      for (const garde of gardes.filter(({ id }) => !connus.has(id))) {
        const perdu = garde.panierId !== null && garde.panierId !== moyens.panierId();
        const echec = garde.echec ?? (perdu ? { sorte: 'interrompu' as const } : null);
        connus.set(garde.id, { ...garde, echec });
        if (echec === null) partir(garde);
      }
      prevenir();
    },
  };
}

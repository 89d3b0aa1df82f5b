import { v7 as uuidv7 } from 'uuid';
import { lireDurable, modifierDurable } from '../stockage/durable.ts';
import { ecrireMemoire, lireMemoire } from '../stockage/memoire.ts';

export type Mode = 'COMPTANT' | 'CARTE';

/** A sale sent, whose outcome is not known yet: kept as it was sent, so that a retry is the same sale. */
export type VenteEnAttente = {
  venteId: string;
  panierId: string;
  paiements: { mode: Mode; montant: number }[];
  /** What the screen said was due, in cents; for people to recognise the sale. */
  total?: number;
  /** ISO instant at which it was first sent. */
  debut?: string;
};

/** What is not as it was for a line of a cart that was made again at the prices of today; prices in cents. */
export type Changement = {
  produitId: string;
  nom: string;
  quantite: number;
  ancienPrix: number;
  /** Null when the product is not sold any more. */
  nouveauPrix: number | null;
  /** A tax treats the product otherwise. */
  statutModifie: boolean;
  /** It is not in the new cart. */
  retire: boolean;
};

/** What a till must know again after its browser was killed. */
export type EtatCaisse = {
  panierId: string;
  /** The cart that was put away by « Vider », as long as it may be taken back. */
  panierVide: string | null;
  /** What changed when the cart was made again, until the cashier has read it; an earlier version kept none. */
  changements?: readonly Changement[] | null;
  vente: VenteEnAttente | null;
  /** The sale whose receipt nobody has passed yet. */
  recu: string | null;
};

const cle = (sessionId: string) => `caisse/${sessionId}`;

/** A till as it is before anything happened; a cart or a sale kept by an earlier version goes on. */
function premierEtat(sessionId: string): EtatCaisse {
  return {
    panierId: lireMemoire<string>(`caisse.panier.${sessionId}`) ?? uuidv7(),
    panierVide: null,
    vente: lireMemoire<VenteEnAttente>(`caisse.vente.${sessionId}`),
    recu: null,
  };
}

/** Reads what is kept of a till; the first time it is written down at once, so that a reload finds the same cart. */
export async function chargerEtat(sessionId: string): Promise<EtatCaisse> {
  const garde = await lireDurable<EtatCaisse>(cle(sessionId));
  if (garde) return garde;
  const premier = premierEtat(sessionId);
  await modifierDurable<EtatCaisse>(cle(sessionId), (avant) => avant ?? premier);
  for (const ancienne of ['panier', 'vente'])
    ecrireMemoire(`caisse.${ancienne}.${sessionId}`, null);
  return premier;
}

/** Keeps a change of a till; it is on the disk when this resolves. Another tab's sale is never forgotten with it. */
export function garderEtat(
  sessionId: string,
  changer: (avant: EtatCaisse) => EtatCaisse,
): Promise<void> {
  return modifierDurable<EtatCaisse>(cle(sessionId), (avant) =>
    changer(avant ?? premierEtat(sessionId)),
  );
}

/** The till with another cart, about which nothing is to be said. */
export function autrePanier(etat: EtatCaisse, panierId: string): EtatCaisse {
  return { ...etat, panierId, panierVide: null, changements: null };
}

/** The till once a sale has its answer: whatever else was awaited stays. */
export function sansVente(etat: EtatCaisse, venteId: string): EtatCaisse {
  return etat.vente?.venteId === venteId ? { ...etat, vente: null } : etat;
}

/** The till once a sale is made: its cart is never offered again, its receipt is shown until somebody passes it. */
export function apresVente(
  etat: EtatCaisse,
  vente: { venteId: string; panierId: string },
  panierId: string,
): EtatCaisse {
  const suite = etat.panierId === vente.panierId ? autrePanier(etat, panierId) : etat;
  return { ...sansVente(suite, vente.venteId), panierVide: null, recu: vente.venteId };
}

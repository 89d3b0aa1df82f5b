import type { BaremeTaxes } from '@caisse/fiscalite';
import { crashPoint } from '@caisse/subgraph-kit';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { CaisseClient } from '../clients/caisse-client.ts';
import type { PanierClient } from '../clients/panier-client.ts';
import type { StockClient } from '../clients/stock-client.ts';
import type { TerminalPaiement } from '../clients/terminal-paiement.ts';
import type { VenteRepository } from '../data/vente-repository.ts';
import { etablirRecu } from '../domain/etablir-recu.ts';
import { RefusDefinitif } from '../domain/participants.ts';
import type {
  PanierFige,
  Recu,
  VenteConclue,
  VenteEncaissee,
  VenteEnCours,
  VenteEnDoute,
} from '../domain/vente.ts';
import { compenser, type Prises, RIEN, TOUT } from './compenser.ts';
import { BailPerdu, type Echeance } from './echeance.ts';
import { geler, type Refusable } from './geler-panier.ts';
import { prendreCartes } from './payer-carte.ts';
import { exigerClient, type Presence } from './presence.ts';
import { verdictSansCaisse } from './sans-caisse.ts';

export interface DependancesVente {
  ventes: Pick<VenteRepository, 'valider' | 'commencerCompensation' | 'refuser'>;
  panier: PanierClient;
  stock: StockClient;
  caisse: CaisseClient;
  terminal: TerminalPaiement;
  bareme: BaremeTaxes;
  /** Tells that the log has something new: its readers wake, and it is counted. */
  signaler: (fait: FaitInscrit) => void;
}

/** What has just been written to the log. */
export interface FaitInscrit {
  sorte: 'vente' | 'annulation';
  magasinId: number;
  /** Taxes included, before the rounding of cash. */
  total: Montant;
  /** Units sold or brought back. */
  articles: number;
  /** A sale that a sweeper validated. */
  sansCaisse?: boolean;
}

/** Units on the lines of a receipt or of a credit note. */
export function compterArticles(lignes: readonly { quantite: number }[]): number {
  return lignes.reduce((somme, { quantite }) => somme + quantite, 0);
}

/** The final answer of a sale, with its receipt when this very call wrote it. */
export interface Conclusion {
  vente: VenteConclue;
  recu?: Recu;
}

/**
 * Brings a sale in doubt to its end, from whatever step it was left at: every step is idempotent by
 * the sale's id, so all of them are simply done again. The caller holds the lease. What takes over an
 * abandoned sale, a request or a sweeper, calls this and nothing else.
 *
 * @param presence who waits for the answer: without a till nothing is authorised and no cash is counted
 * @throws BailPerdu when somebody else took the sale over meanwhile
 * @throws ClientParti when the till's connection closed before what needs the customer
 * @throws CarteEnSuspens when a sweeper has to wait for a card
 * @throws RefusDefinitif when what a refused sale took cannot be given back
 * @throws PublicError SERVICE_INDISPONIBLE when a participant did not answer before the deadline; the
 *   sale stays in doubt
 */
export async function poursuivreVente(
  dependances: DependancesVente,
  vente: VenteEnDoute,
  echeance: Echeance,
  presence: Presence,
): Promise<Conclusion> {
  if (vente.etat === 'EN_COMPENSATION') {
    return { vente: await compenser(dependances, vente, TOUT, echeance) };
  }
  const prises = { ...(estReprise(vente) ? TOUT : RIEN) };
  const resultat = await tenterEncaissement(dependances, vente, prises, echeance, presence);
  if (!('refus' in resultat)) return resultat;

  const { refus } = resultat;
  const refusee = await echeance.insister('compensation', () =>
    dependances.ventes.commencerCompensation(vente, refus),
  );
  if (refusee?.etat !== 'EN_COMPENSATION') throw new BailPerdu();
  crashPoint('vente.apres-debut-compensation');
  return { vente: await compenser(dependances, refusee, prises, echeance) };
}

/** True when somebody else worked on the sale before, and may have taken anything. */
function estReprise({ bail }: VenteEnDoute): boolean {
  return bail.epoch > 1;
}

/** The sale, or why it is refused. A participant's no by contract, and amounts that nothing can hold, are refusals. */
async function tenterEncaissement(
  dependances: DependancesVente,
  vente: VenteEnCours,
  prises: Prises,
  echeance: Echeance,
  presence: Presence,
): Promise<Refusable<Conclusion>> {
  try {
    if ('personne' in presence) {
      const { carteEnCoursMs } = presence.personne;
      const refus = await verdictSansCaisse(dependances.terminal, vente, echeance, carteEnCoursMs);
      if (refus) return { refus };
    }
    return await encaisser(dependances, vente, prises, echeance, presence);
  } catch (erreur) {
    if (!(erreur instanceof RefusDefinitif)) throw erreur;
    const { participant, code: motif } = erreur;
    return { refus: { type: 'DemandeRefusee', participant, motif } };
  }
}

/** Steps 2 to 5. Notes in `prises` each step that it tries, before trying it. */
async function encaisser(
  { panier: paniers, caisse, stock, terminal, ventes, bareme, signaler }: DependancesVente,
  vente: VenteEnCours,
  prises: Prises,
  echeance: Echeance,
  presence: Presence,
): Promise<Refusable<Conclusion>> {
  const gel = await geler({ paniers, caisse }, vente, echeance);
  if ('refus' in gel) return gel;
  const { panier } = gel;
  crashPoint('vente.apres-gel');

  const calcul = calculer(panier, vente, bareme, terminal.simule);
  if ('refus' in calcul) return calcul;
  const { recu } = calcul;

  prises.stock = true;
  crashPoint('vente.avant-reservation');
  const reservation = await echeance.insister('reservation', () =>
    stock.reserver(vente.id, panier.magasinId, panier.lignes),
  );
  crashPoint('vente.apres-reservation');
  if (reservation.type === 'RUPTURE') {
    return { refus: { type: 'StockInsuffisant', ruptures: reservation.ruptures } };
  }
  // Its tombstone: this sale was undone. Refusing it finds out by whom, since it needs the lease.
  if (reservation.type === 'ANNULEE') return { refus: { type: 'PanierIndisponible' } };

  prises.cartes = true;
  const sansCaisse = 'personne' in presence;
  if (!sansCaisse) {
    const refus = await prendreCartes(terminal, vente, estReprise(vente), presence, echeance);
    if (refus) return { refus };
    // Cash is counted by the statement that validates.
    if (recu.paiements.some(({ mode }) => mode === 'COMPTANT')) exigerClient(presence);
  }

  crashPoint('vente.avant-validation');
  const validee = await echeance.insister('validation', () =>
    ventes.valider(vente, panier, recu, sansCaisse),
  );
  if (validee === null) throw new BailPerdu();
  // The freeze says so first, unless panier has forgotten the sale that has its cart.
  if (validee === 'PANIER_VENDU') return { refus: { type: 'PanierIndisponible' } };
  crashPoint('vente.apres-validation');
  signaler({
    sorte: 'vente',
    magasinId: panier.magasinId,
    total: recu.total,
    articles: compterArticles(recu.lignes),
    sansCaisse,
  });
  return { vente: validee as VenteEncaissee, recu };
}

/** The receipt. What passes the safe range of integers is refused: trying again gives the same. */
function calculer(
  { lignes }: PanierFige,
  { paiementsRemis, jour }: VenteEnCours,
  bareme: BaremeTaxes,
  simule: boolean,
) {
  try {
    return etablirRecu(lignes, paiementsRemis, bareme, jour, simule);
  } catch (erreur) {
    if (!(erreur instanceof RangeError)) throw erreur;
    throw new RefusDefinitif('vente', 'MONTANT_HORS_LIMITES', { cause: erreur });
  }
}

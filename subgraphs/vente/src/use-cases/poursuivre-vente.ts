import type { BaremeTaxes } from '@caisse/fiscalite';
import { crashPoint } from '@caisse/subgraph-kit';
import type { Montant } from '@caisse/subgraph-kit/domaine';

import type { CaisseClient } from '../clients/caisse-client.ts';
import type { PanierClient } from '../clients/panier-client.ts';
import type { StockClient } from '../clients/stock-client.ts';
import type { TerminalPaiement } from '../clients/terminal-paiement.ts';
import type { VenteRepository } from '../data/vente-repository.ts';
import { etablirRecu } from '../domain/etablir-recu.ts';
import type { RefusVente } from '../domain/refus.ts';
import type {
  PanierFige,
  Recu,
  VenteConclue,
  VenteEncaissee,
  VenteEnCours,
  VenteEnDoute,
  VenteRefusee,
} from '../domain/vente.ts';
import { BailPerdu, type Echeance } from './echeance.ts';
import { cartes, payerCarte, rendreCarte } from './payer-carte.ts';

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

type Refusable<T> = T | { refus: RefusVente };

/**
 * Brings a sale in doubt to its end, from whatever step it was left at: every step is idempotent by
 * the sale's id, so all of them are simply done again. The caller holds the lease. What takes over an
 * abandoned sale, a request or a sweeper, calls this and nothing else.
 *
 * @throws BailPerdu when somebody else took the sale over meanwhile
 * @throws PublicError SERVICE_INDISPONIBLE when a participant did not answer before the deadline; the
 *   sale stays in doubt
 */
export async function poursuivreVente(
  dependances: DependancesVente,
  vente: VenteEnDoute,
  echeance: Echeance,
): Promise<Conclusion> {
  if (vente.etat === 'EN_COMPENSATION') return compenser(dependances, vente, TOUT, echeance);

  const prises = { ...(estReprise(vente) ? TOUT : RIEN) };
  const resultat = await encaisser(dependances, vente, prises, echeance);
  if (!('refus' in resultat)) return resultat;

  const { refus } = resultat;
  const refusee = await echeance.insister('compensation', () =>
    dependances.ventes.commencerCompensation(vente, refus),
  );
  if (refusee?.etat !== 'EN_COMPENSATION') throw new BailPerdu();
  crashPoint('vente.apres-debut-compensation');
  return compenser(dependances, refusee, prises, echeance);
}

/** What a sale may have taken, and a compensation has to give back. The cart always. */
interface Prises {
  stock: boolean;
  cartes: boolean;
}

const RIEN: Prises = { stock: false, cartes: false };
const TOUT: Prises = { stock: true, cartes: true };

/** True when somebody else worked on the sale before, and may have taken anything. */
function estReprise({ bail }: VenteEnDoute): boolean {
  return bail.epoch > 1;
}

/** Steps 2 to 5. Notes in `prises` each step that it tries, before trying it. */
async function encaisser(
  { panier: paniers, caisse, stock, terminal, ventes, bareme, signaler }: DependancesVente,
  vente: VenteEnCours,
  prises: Prises,
  echeance: Echeance,
): Promise<Refusable<Conclusion>> {
  const gel = await geler({ paniers, caisse }, vente, echeance);
  if ('refus' in gel) return gel;
  const { panier } = gel;
  crashPoint('vente.apres-gel');

  const calcul = etablirRecu(panier.lignes, vente.paiementsRemis, bareme, vente.jour);
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
  for (const carte of cartes(vente)) {
    crashPoint('vente.avant-autorisation');
    const verdict = await payerCarte(terminal, carte, estReprise(vente), echeance);
    crashPoint('vente.apres-autorisation');
    if (verdict === 'REFUSE') return { refus: { type: 'PaiementRefuse' } };
  }

  crashPoint('vente.avant-validation');
  const validee = await echeance.insister('validation', () => ventes.valider(vente, panier, recu));
  if (validee === null) throw new BailPerdu();
  crashPoint('vente.apres-validation');
  signaler({
    sorte: 'vente',
    magasinId: panier.magasinId,
    total: recu.total,
    articles: compterArticles(recu.lignes),
  });
  return { vente: validee as VenteEncaissee, recu };
}

/** Step 2: the frozen cart, of the seller's store and of the right session, which is open. */
async function geler(
  { paniers, caisse }: { paniers: PanierClient; caisse: CaisseClient },
  vente: VenteEnCours,
  { insister }: Echeance,
): Promise<Refusable<{ panier: PanierFige }>> {
  const demandee = vente.sessionDemandeeId;
  const estOuverte = (session: string) => insister('session', () => caisse.estOuverte(session));
  const [gel, demandeeOuverte] = await Promise.all([
    insister('gel', () =>
      paniers.figer(vente.panierId, vente.id, vente.jour, vente.employeMagasinId),
    ),
    demandee === null ? null : estOuverte(demandee),
  ]);
  if ('refus' in gel) return gel;

  const { sessionCaisseId } = gel.panier;
  if (demandee !== null && demandee !== sessionCaisseId) {
    return { refus: { type: 'PanierAutreSession' } };
  }
  const ouverte = demandeeOuverte ?? (await estOuverte(sessionCaisseId));
  return ouverte ? gel : { refus: { type: 'SessionFermee' } };
}

/** Gives back what a refused sale took, the cart last, since whoever gets it may sell it again. */
async function compenser(
  { ventes, panier, stock, terminal }: DependancesVente,
  vente: VenteEnDoute,
  prises: Prises,
  echeance: Echeance,
): Promise<Conclusion> {
  const { insister } = echeance;
  const rendreStock = async () => {
    await insister('annulation-reservation', () => stock.annulerReservation(vente.id));
    crashPoint('vente.apres-stock-rendu');
  };
  await Promise.all([
    ...(prises.stock ? [rendreStock()] : []),
    ...(prises.cartes ? cartes(vente).map(({ cle }) => rendreCarte(terminal, cle, echeance)) : []),
  ]);
  await insister('liberation', () => panier.liberer(vente.panierId, vente.id));
  crashPoint('vente.apres-panier-libere');

  const refusee = await insister('refus', () => ventes.refuser(vente));
  if (refusee === null) throw new BailPerdu();
  crashPoint('vente.apres-refus');
  return { vente: refusee as VenteRefusee };
}

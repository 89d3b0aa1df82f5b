import type { BaremeTaxes, Paiement } from '@caisse/fiscalite';

import type { CaisseClient } from '../clients/caisse-client.ts';
import type { PanierClient } from '../clients/panier-client.ts';
import type { StockClient } from '../clients/stock-client.ts';
import type { CleCarte, TerminalPaiement } from '../clients/terminal-paiement.ts';
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

export interface DependancesVente {
  ventes: Pick<VenteRepository, 'valider' | 'commencerCompensation' | 'refuser'>;
  panier: PanierClient;
  stock: StockClient;
  caisse: CaisseClient;
  terminal: TerminalPaiement;
  bareme: BaremeTaxes;
  /** Wakes the readers of the log. */
  signaler: () => void;
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

  const prises = { ...(vente.bail.epoch > 1 ? TOUT : RIEN) };
  const resultat = await encaisser(dependances, vente, prises, echeance);
  if (!('refus' in resultat)) return resultat;

  const { refus } = resultat;
  const refusee = await echeance.insister(() =>
    dependances.ventes.commencerCompensation(vente, refus),
  );
  if (refusee?.etat !== 'EN_COMPENSATION') throw new BailPerdu();
  return compenser(dependances, refusee, prises, echeance);
}

/** What a sale may have taken, and a compensation has to give back. The cart always. */
interface Prises {
  stock: boolean;
  cartes: boolean;
}

const RIEN: Prises = { stock: false, cartes: false };
const TOUT: Prises = { stock: true, cartes: true };

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

  const calcul = etablirRecu(panier.lignes, vente.paiementsRemis, bareme, vente.jour);
  if ('refus' in calcul) return calcul;
  const { recu } = calcul;

  prises.stock = true;
  const reservation = await echeance.insister(() =>
    stock.reserver(vente.id, panier.magasinId, panier.lignes),
  );
  if (reservation.type === 'RUPTURE') {
    return { refus: { type: 'StockInsuffisant', ruptures: reservation.ruptures } };
  }
  // Its tombstone: this sale was undone. Refusing it finds out by whom, since it needs the lease.
  if (reservation.type === 'ANNULEE') return { refus: { type: 'PanierIndisponible' } };

  prises.cartes = true;
  for (const { cle, montant } of cartes(vente)) {
    const verdict = await echeance.insister(() => terminal.autoriser(cle, montant));
    if (verdict === 'REFUSE') return { refus: { type: 'PaiementRefuse' } };
  }

  const validee = await echeance.insister(() => ventes.valider(vente, panier, recu));
  if (validee === null) throw new BailPerdu();
  signaler();
  return { vente: validee as VenteEncaissee, recu };
}

/** Step 2: the frozen cart, of the right session, which is open. */
async function geler(
  { paniers, caisse }: { paniers: PanierClient; caisse: CaisseClient },
  vente: VenteEnCours,
  { insister }: Echeance,
): Promise<Refusable<{ panier: PanierFige }>> {
  const demandee = vente.sessionDemandeeId;
  const estOuverte = (session: string) => insister(() => caisse.estOuverte(session));
  const [gel, demandeeOuverte] = await Promise.all([
    insister(() => paniers.figer(vente.panierId, vente.id)),
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
  { insister }: Echeance,
): Promise<Conclusion> {
  const rendreCarte = async ({ cle }: { cle: CleCarte }) => {
    // Never blindly: a payment that the terminal refused has nothing to give back.
    const etat = await insister(() => terminal.interroger(cle));
    if (etat !== 'REFUSE' && etat !== 'ANNULE') await insister(() => terminal.annuler(cle));
  };
  await Promise.all([
    ...(prises.stock ? [insister(() => stock.annulerReservation(vente.id))] : []),
    ...(prises.cartes ? cartes(vente).map(rendreCarte) : []),
  ]);
  await insister(() => panier.liberer(vente.panierId, vente.id));

  const refusee = await insister(() => ventes.refuser(vente));
  if (refusee === null) throw new BailPerdu();
  return { vente: refusee as VenteRefusee };
}

function cartes({ id, paiementsRemis }: VenteEnDoute) {
  return paiementsRemis.flatMap(({ mode, montant }: Paiement, rang) =>
    mode === 'CARTE' ? [{ cle: { venteId: id, rang }, montant }] : [],
  );
}

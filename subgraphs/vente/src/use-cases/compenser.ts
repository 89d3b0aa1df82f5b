import { crashPoint } from '@caisse/subgraph-kit';

import type { PanierClient } from '../clients/panier-client.ts';
import type { StockClient } from '../clients/stock-client.ts';
import type { TerminalPaiement } from '../clients/terminal-paiement.ts';
import type { VenteRepository } from '../data/vente-repository.ts';
import type { VenteEnCompensation, VenteRefusee } from '../domain/vente.ts';
import { BailPerdu, type Echeance } from './echeance.ts';
import { cartes, rendreCarte } from './payer-carte.ts';

/** What a sale may have taken, and a compensation has to give back. The cart always. */
export interface Prises {
  stock: boolean;
  cartes: boolean;
}

export const RIEN: Prises = { stock: false, cartes: false };
export const TOUT: Prises = { stock: true, cartes: true };

export interface DependancesCompensation {
  ventes: Pick<VenteRepository, 'refuser'>;
  panier: Pick<PanierClient, 'liberer'>;
  stock: Pick<StockClient, 'annulerReservation'>;
  terminal: Pick<TerminalPaiement, 'interroger' | 'annuler' | 'rembourser'>;
}

/**
 * Gives back what a refused sale took, and ends it. Goods and cart never wait for the cards: the customer may pay
 * otherwise at once. The cart comes after the stock, since whoever gets it may sell it again.
 *
 * @param marchandiseRendue told when goods and cart are back
 * @throws BailPerdu, RefusDefinitif, PublicError SERVICE_INDISPONIBLE: somebody else goes on
 */
export async function compenser(
  { ventes, panier, stock, terminal }: DependancesCompensation,
  vente: VenteEnCompensation,
  prises: Prises,
  echeance: Echeance,
  marchandiseRendue: () => void = () => undefined,
): Promise<VenteRefusee> {
  const { insister } = echeance;
  const rendreMarchandise = async () => {
    if (prises.stock) {
      await insister('annulation-reservation', () => stock.annulerReservation(vente.id));
      crashPoint('vente.apres-stock-rendu');
    }
    await insister('liberation', () => panier.liberer(vente.panierId, vente.id));
    crashPoint('vente.apres-panier-libere');
    marchandiseRendue();
  };
  const aRendre = prises.cartes
    ? cartes(vente).filter(({ cle }) => !vente.cartesRendues.includes(cle.rang))
    : [];
  // All of them come to their end, whatever one of them meets: what is given back is not given back again.
  const issues = await Promise.allSettled([
    rendreMarchandise(),
    ...aRendre.map((carte) => rendreCarte(terminal, carte, echeance)),
  ]);
  for (const issue of issues) if (issue.status === 'rejected') throw issue.reason;

  const refusee = await insister('refus', () => ventes.refuser(vente));
  if (refusee === null) throw new BailPerdu();
  crashPoint('vente.apres-refus');
  return refusee as VenteRefusee;
}

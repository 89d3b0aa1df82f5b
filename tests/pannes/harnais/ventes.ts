import {
  type Caisse,
  COURANTS,
  estTaxe,
  type LigneDemandee,
  lignesAuHasard,
  preparerPaniers,
} from './caisses.ts';
import { payer, type SaisieVente } from './encaisser.ts';
import type { Hasard } from './hasard.ts';
import type { Systeme } from './systeme.ts';

/**
 * Makes sales ready to be sent: a filled cart, a venteId and tenders each.
 *
 * @param lignes what each cart holds; one to five everyday products unless told
 */
export async function preparerVentes(
  systeme: Systeme,
  caisses: readonly Caisse[],
  hasard: Hasard,
  nombre: number,
  lignes: (rang: number) => LigneDemandee[] = () => lignesAuHasard(hasard, COURANTS),
): Promise<SaisieVente[]> {
  const demandes = Array.from({ length: nombre }, (_, rang) => ({
    caisse: caisses[rang % caisses.length] as Caisse,
    lignes: lignes(rang),
  }));
  const paniers = await preparerPaniers(systeme, hasard, demandes);
  return paniers.map((panier) => ({
    venteId: hasard.uuid(),
    panierId: panier.id,
    sessionCaisseId: panier.caisse.sessionId,
    paiements: payer(
      hasard,
      panier,
      panier.lignes.some(({ produitId }) => estTaxe(produitId)),
    ),
  }));
}

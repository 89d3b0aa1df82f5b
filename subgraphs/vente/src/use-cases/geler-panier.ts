import type { CaisseClient } from '../clients/caisse-client.ts';
import type { PanierClient } from '../clients/panier-client.ts';
import type { RefusVente } from '../domain/refus.ts';
import type { PanierFige, VenteEnCours } from '../domain/vente.ts';
import type { Echeance } from './echeance.ts';

/** What a step gives, or why the sale is refused. */
export type Refusable<T> = T | { refus: RefusVente };

/** Step 2: the frozen cart, of the seller's store and of the right session, which is open. */
export async function geler(
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

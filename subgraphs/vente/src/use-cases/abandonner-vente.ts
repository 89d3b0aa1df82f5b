import { setTimeout as attendre } from 'node:timers/promises';

import { type Identity, type Logger, ownStore } from '@caisse/subgraph-kit';

import type { Origine, VenteRepository } from '../data/vente-repository.ts';
import type {
  VenteEnCompensation,
  VenteEncaissee,
  VenteEnDoute,
  VenteRefusee,
} from '../domain/vente.ts';
import type { Baux } from './baux.ts';
import { enCours, exigerMagasin, type VenteEnCoursEchec } from './checkout.ts';
import { compenser, type DependancesCompensation, TOUT } from './compenser.ts';
import { type Delais, type Mesures, ouvrirEcheance } from './echeance.ts';

export type ResultatAbandon =
  | { __typename: 'AbandonReussi'; vente: VenteEnCompensation | VenteRefusee }
  | { __typename: 'CheckoutReussi'; rejoue: true; vente: VenteEncaissee }
  | VenteEnCoursEchec;

export interface DependancesAbandon extends DependancesCompensation {
  ventes: Pick<VenteRepository, 'abandonner' | 'refuser'>;
  rendreVente: (vente: VenteEnDoute) => Promise<void>;
  baux: Baux;
  identity: Identity;
  origine: Origine;
  delais: Delais;
  mesures: Mesures;
  logger: Logger;
}

/** Longest that the answer waits for the cards, once goods and cart are back. */
const CARTES_MS = 250;

/**
 * Gives a sale up, on the cashier's word, exactly once and for good: it can no longer be validated from the first
 * statement on. Goods and cart are given back before the answer, the cards as soon as the provider answers. A sale that
 * was made stays made; one that was never heard of cannot be made any more.
 *
 * @param venteId canonical UUID
 * @throws PublicError INTERDIT when the sale is of another store than the caller's
 */
export async function abandonnerVente(
  dependances: DependancesAbandon,
  venteId: string,
): Promise<ResultatAbandon> {
  const { ventes, identity, origine, delais, mesures } = dependances;
  const demande = {
    ...origine,
    employeId: identity.employe?.id ?? null,
    magasinId: ownStore(identity),
  };
  const { insister } = ouvrirEcheance(delais.travail, mesures);
  const abandon = await insister('abandon', () => ventes.abandonner(venteId, demande, delais.bail));
  exigerMagasin(identity, abandon.vente);
  if (abandon.issue === 'ABANDONNEE') {
    return { __typename: 'AbandonReussi', vente: await rendre(dependances, abandon.vente) };
  }
  const { vente } = abandon;
  if ('numero' in vente) return { __typename: 'CheckoutReussi', rejoue: true, vente };
  // A sale in progress is given up by the statement above, and by nobody else's leave.
  if (vente.etat === 'EN_COURS') return enCours(vente.bail.restantMs);
  return { __typename: 'AbandonReussi', vente };
}

/** What the sale took is on its way back; what could not be given back in time is a sweeper's. */
async function rendre(
  dependances: DependancesAbandon,
  vente: VenteEnCompensation,
): Promise<VenteEnCompensation | VenteRefusee> {
  const { baux, rendreVente, delais, mesures, logger } = dependances;
  const echeance = ouvrirEcheance(delais.travail, mesures);
  let dire: () => void = () => undefined;
  const marchandiseRendue = new Promise<void>((resolve) => (dire = resolve));
  const tout = baux
    .tenir(
      vente,
      () => rendreVente(vente),
      () => compenser(dependances, vente, TOUT, echeance, dire),
    )
    .catch((err: unknown) => {
      logger.warn({ err, venteId: vente.id }, 'An abandoned sale is left to a sweeper');
      return vente;
    });
  const sansLesCartes = marchandiseRendue.then(() => attendre(CARTES_MS, vente, { ref: false }));
  return Promise.race([tout, sansLesCartes]);
}

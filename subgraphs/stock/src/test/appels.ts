import { expect } from '@jest/globals';

import type { Subgraph } from '@caisse/subgraph-kit';
import { headersOf, type TestCaller } from '@caisse/subgraph-kit/test';

import { MUTATIONS, type Reponse } from './operations.ts';

/** Who reserves, gives back and takes back. */
export const VENTE: TestCaller = { service: 'vente' };
/** Who moves goods between places. */
export const LOGISTIQUE: TestCaller = { role: 'LOGISTIQUE', id: '6' };

export interface LigneDeTest {
  produitId: string | number;
  quantite: number;
}

/** The mutations of stock as those who may send them do; an error fails the test. */
export interface Appels {
  reserver(venteId: string, magasinId: number, lignes: LigneDeTest[]): Promise<Reponse>;
  annuler(venteId: string): Promise<{ annulee: boolean }>;
  retourner(
    annulationId: string,
    venteId: string,
    magasinId: number,
    lignes: LigneDeTest[],
  ): Promise<{ rejoue: boolean }>;
  transferer(
    transfertId: string,
    sourceId: string | number,
    destinationId: string | number,
    lignes: LigneDeTest[],
  ): Promise<Reponse>;
}

/**
 * The calls of one replica.
 *
 * @param options.insistants they send again what was answered "try again", as vente does: a crowd may be too slow for
 *   a limit of time on a machine that has much else to do, and what it asks for twice is done once
 */
export function appels(stock: Subgraph, { insistants = false } = {}): Appels {
  const executer = async <Data>(
    operationName: string,
    input: object,
    caller = VENTE,
  ): Promise<Data> => {
    for (;;) {
      const { data, errors } = await stock.execute(
        { query: MUTATIONS, operationName, variables: { input } },
        await headersOf('stock', caller),
      );
      if (insistants && errors?.[0]?.extensions?.['code'] === 'SERVICE_INDISPONIBLE') continue;
      expect(errors).toBeUndefined();
      return (data as { resultat: Data }).resultat;
    }
  };
  const enTextes = (lignes: LigneDeTest[]) =>
    lignes.map(({ produitId, quantite }) => ({ produitId: String(produitId), quantite }));
  return {
    reserver: (venteId, magasinId, lignes) =>
      executer('Reserver', { venteId, magasinId: String(magasinId), lignes: enTextes(lignes) }),
    annuler: (venteId) => executer('Annuler', { venteId }),
    retourner: (annulationId, venteId, magasinId, lignes) =>
      executer('Retourner', {
        annulationId,
        venteId,
        magasinId: String(magasinId),
        lignes: enTextes(lignes),
      }),
    transferer: (transfertId, sourceId, destinationId, lignes) =>
      executer(
        'Transferer',
        {
          transfertId,
          sourceId: String(sourceId),
          destinationId: String(destinationId),
          lignes: enTextes(lignes),
        },
        LOGISTIQUE,
      ),
  };
}

import { expect } from '@jest/globals';

import type { Subgraph } from '@caisse/subgraph-kit';

import { MUTATIONS, type Reponse } from './operations.ts';

export const SERVICE_TOKEN = 'jeton-de-service-des-tests';

export interface LigneDeTest {
  produitId: string | number;
  quantite: number;
}

/** The mutations of stock as another service sends them; an error fails the test. */
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

/** The calls of one replica. */
export function appels(stock: Subgraph): Appels {
  const executer = async <Data>(operationName: string, input: object): Promise<Data> => {
    const { data, errors } = await stock.execute(
      { query: MUTATIONS, operationName, variables: { input } },
      { 'x-service-token': SERVICE_TOKEN },
    );
    expect(errors).toBeUndefined();
    return (data as { resultat: Data }).resultat;
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
      executer('Transferer', {
        transfertId,
        sourceId: String(sourceId),
        destinationId: String(destinationId),
        lignes: enTextes(lignes),
      }),
  };
}

import type { EvenementVente, Transport } from '@caisse/subgraph-kit';

/** The places that the stand-in of caisse knows. */
const LIEUX = 7;

/** Answers for caisse (places 1 to 7) and for vente (the journal; a cursor is a number of events). */
export function doublure(journal: readonly EvenementVente[]): Transport {
  return {
    send: async (subgraph, { variables = {} }) => {
      if (subgraph === 'caisse') {
        const lieu = (id: unknown) => (Number(id) <= LIEUX ? { id } : null);
        const { source, destination } = variables;
        return { data: { source: lieu(source), destination: lieu(destination) } };
      }
      const debut = Number(variables['apres'] ?? 0);
      const fin = Math.min(journal.length, debut + Number(variables['limite']));
      const evenements = journal
        .slice(debut, fin)
        .map((e) => ({ ...e, charge: JSON.stringify(e.charge) }));
      return {
        data: {
          evenementsVente: { evenements, curseur: String(fin), reste: fin < journal.length },
        },
      };
    },
  };
}

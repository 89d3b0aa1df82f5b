import type { GraphQLAnswer, Transport } from '@caisse/subgraph-kit';
import { TransportError } from '@caisse/subgraph-kit';

import type { ProduitDuCatalogue } from '../clients/produit-client.ts';

/** An event as vente writes it in its log. */
export interface EvenementDuJournal {
  id: string;
  type: string;
  charge: Record<string, unknown>;
}

/** The other services, as far as panier sees them. Tests change them at will. */
export interface Voisins {
  produits: Map<string, ProduitDuCatalogue>;
  /** By id; the value is the till's number, its store and whether the session is closed. */
  sessions: Map<string, { caisseId: string; magasinId: string; fermeeLe: string | null }>;
  journal: EvenementDuJournal[];
  /** Services that do not answer. */
  enPanne: Set<string>;
  /** Calls that were left without an answer. */
  sansReponse: number;
}

/** Answers the calls of panier from what the test says of its neighbours. */
export function fauxTransport(voisins: Voisins): Transport {
  const reponses: Record<string, (variables: Record<string, unknown>) => GraphQLAnswer> = {
    produit: ({ ids }) => ({
      data: {
        produitsPourPanier: (ids as string[]).flatMap((id) => voisins.produits.get(id) ?? []),
      },
    }),
    caisse: ({ id }) => ({ data: { sessionCaisse: lireSession(voisins, String(id)) } }),
    vente: ({ apres, limite }) => ({
      data: { evenementsVente: lireJournal(voisins, apres, limite) },
    }),
  };
  return {
    send(subgraph, { variables = {} }) {
      const repondre = reponses[subgraph];
      if (repondre && !voisins.enPanne.has(subgraph)) return Promise.resolve(repondre(variables));
      voisins.sansReponse += 1;
      return Promise.reject(new TransportError(subgraph, 'no answer'));
    },
  };
}

function lireSession({ sessions }: Voisins, id: string) {
  const session = sessions.get(id);
  if (!session) return null;
  const { caisseId, magasinId, fermeeLe } = session;
  return { id, fermeeLe, caisse: { id: caisseId, magasin: { id: magasinId } } };
}

function lireJournal({ journal }: Voisins, apres: unknown, limite: unknown) {
  const debut = apres === null ? 0 : Number(apres);
  const lot = journal.slice(debut, debut + Number(limite));
  const fin = debut + lot.length;
  return {
    curseur: lot.length === 0 ? (apres as string | null) : String(fin),
    reste: fin < journal.length,
    evenements: lot.map(({ id, type, charge }) => ({ id, type, charge: JSON.stringify(charge) })),
  };
}

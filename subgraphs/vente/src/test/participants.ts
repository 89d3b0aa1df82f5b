import { readFileSync } from 'node:fs';

import {
  createLogger,
  createMetrics,
  createSubgraph,
  inProcessTransport,
  type RequestContext,
  type Subgraph,
  type SubgraphName,
} from '@caisse/subgraph-kit';
import { testCredentials } from '@caisse/subgraph-kit/test';

import type { LignePanier } from '../domain/vente.ts';

interface Panier {
  sessionCaisseId: string;
  caisseId: number;
  magasinId: number;
  lignes: LignePanier[];
  gelePar: string | null;
  /** YYYY-MM-DD; absent: of the day of whatever sale. */
  jour?: string;
}

interface Reservation {
  etat: 'RESERVEE' | 'ANNULEE';
  lignes: { produitId: string; quantite: number }[];
}

interface Entree<Input> {
  input: Input;
}

/** What panier, stock and caisse hold, for tests to arrange and to look at. */
export interface Etat {
  paniers: Map<string, Panier>;
  pierresPanier: Set<string>;
  disponible: Map<number, number>;
  reservations: Map<string, Reservation>;
  retours: Map<string, Reservation['lignes']>;
  sessions: Map<string, { fermeeLe: Date | null }>;
}

/**
 * The three participants of a sale, in memory, behind their own published schemas: a document that the
 * real ones would refuse is refused here too, and so is whoever may not send it.
 */
export function participants() {
  const etat: Etat = {
    paniers: new Map(),
    pierresPanier: new Set(),
    disponible: new Map(),
    reservations: new Map(),
    retours: new Map(),
    sessions: new Map(),
  };
  const subgraphs = new Map<SubgraphName, Subgraph>([
    ['panier', servir('panier', panier(etat))],
    ['stock', servir('stock', stock(etat))],
    ['caisse', servir('caisse', caisse(etat))],
  ]);
  return {
    etat,
    transport: inProcessTransport(subgraphs),
    stop: async () => {
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
    },
  };
}

function panier({ paniers, pierresPanier }: Etat) {
  type Input = Entree<{ panierId: string; venteId: string; magasinId?: string; jour: string }>;
  const figer = ({ panierId, venteId, magasinId, jour }: Input['input']) => {
    const trouve = paniers.get(panierId);
    if (!trouve) return echec('PanierIntrouvable');
    if (magasinId && magasinId !== String(trouve.magasinId)) return echec('PanierAutreMagasin');
    const pris = trouve.gelePar !== null && trouve.gelePar !== venteId;
    if (pris || pierresPanier.has(venteId)) return echec('PanierIndisponible');
    if (trouve.jour && trouve.jour < jour) return echec('PanierExpire');
    if (trouve.lignes.length === 0) return echec('PanierVide');
    trouve.gelePar = venteId;
    return { __typename: 'PanierFige', panierId, ...trouve };
  };
  return {
    Mutation: {
      figerPanier: (_parent: unknown, { input }: Input) => figer(input),
      libererPanier: (_parent: unknown, { input: { panierId, venteId } }: Input) => {
        pierresPanier.add(venteId);
        const trouve = paniers.get(panierId);
        if (trouve?.gelePar === venteId) trouve.gelePar = null;
        return { libere: true };
      },
    },
  };
}

function stock({ disponible, reservations, retours }: Etat) {
  type Lignes = Reservation['lignes'];
  const demander = (lignes: Lignes) => {
    const demandes = new Map<string, number>();
    for (const { produitId, quantite } of lignes) {
      demandes.set(produitId, (demandes.get(produitId) ?? 0) + quantite);
    }
    return [...demandes];
  };
  const deplacer = (lignes: Lignes, signe: 1 | -1) => {
    for (const { produitId, quantite } of lignes) {
      const numero = Number(produitId);
      disponible.set(numero, (disponible.get(numero) ?? 0) + signe * quantite);
    }
  };
  const reserver = (venteId: string, lignes: Lignes) => {
    const connue = reservations.get(venteId);
    if (connue?.etat === 'ANNULEE') return echec('ReservationAnnulee');
    if (connue) return { __typename: 'ReservationStock', venteId, rejoue: true };
    const ruptures = demander(lignes)
      .map(([produitId, demande]) => {
        const reste = disponible.get(Number(produitId)) ?? 0;
        return { produit: { id: produitId }, demande, disponible: reste };
      })
      .filter((ligne) => ligne.demande > ligne.disponible);
    if (ruptures.length > 0) return { ...echec('StockInsuffisant'), ruptures };
    deplacer(lignes, -1);
    reservations.set(venteId, { etat: 'RESERVEE', lignes });
    return { __typename: 'ReservationStock', venteId, rejoue: false };
  };
  return {
    Mutation: {
      reserverStock: (_parent: unknown, { input }: Entree<{ venteId: string; lignes: Lignes }>) =>
        reserver(input.venteId, input.lignes),
      annulerReservation: (
        _parent: unknown,
        { input: { venteId } }: Entree<{ venteId: string }>,
      ) => {
        const connue = reservations.get(venteId);
        if (connue?.etat === 'RESERVEE') deplacer(connue.lignes, 1);
        reservations.set(venteId, { etat: 'ANNULEE', lignes: [] });
        return { annulee: true };
      },
      retournerStock: (
        _parent: unknown,
        { input: { annulationId, lignes } }: Entree<{ annulationId: string; lignes: Lignes }>,
      ) => {
        const rejoue = retours.has(annulationId);
        if (!rejoue) deplacer(lignes, 1);
        retours.set(annulationId, lignes);
        return { rejoue };
      },
    },
  };
}

function caisse({ sessions }: Etat) {
  return {
    Query: {
      sessionCaisse: (_parent: unknown, { id }: { id: string }) => {
        const session = sessions.get(id);
        return session ? { id, ...session } : null;
      },
    },
  };
}

function echec(type: string) {
  return { __typename: type, code: 'CODE', message: 'Phrase.' };
}

function servir(name: SubgraphName, resolvers: object): Subgraph {
  const lire = (chemin: string) =>
    readFileSync(new URL(`../../../../${chemin}`, import.meta.url), 'utf8');
  return createSubgraph<RequestContext>({
    name,
    typeDefs:
      lire('packages/subgraph-kit/schema/commun.graphql') +
      lire(`subgraphs/${name}/schema.graphql`),
    resolvers,
    context: (request) => request,
    publicKeys: testCredentials(name).publicKeys,
    logger: createLogger(name, 'silent'),
    metrics: createMetrics(name),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  });
}

import {
  auditRepository,
  type Caller,
  createRetention,
  createSubgraph,
  type Logger,
  newTraceparent,
  openService,
  type Query,
  type RetentionSettings,
  type ServiceDependencies,
  type Subgraph,
  SUJET_VENTES,
} from '@caisse/subgraph-kit';

import { balayeurs } from './balayeurs.ts';
import { caisseClient } from './clients/caisse-client.ts';
import { clientEcoute, terminalEcoute } from './clients/ecoute.ts';
import { panierClient } from './clients/panier-client.ts';
import { stockClient } from './clients/stock-client.ts';
import { terminalAbsent } from './clients/terminal-absent.ts';
import { terminalHttp } from './clients/terminal-http.ts';
import type { TerminalPaiement } from './clients/terminal-paiement.ts';
import { terminalSimule } from './clients/terminal-simule.ts';
import type { Context } from './context.ts';
import { annulationRepository } from './data/annulation-repository.ts';
import { chargerBareme } from './data/bareme.ts';
import { detailRepository } from './data/detail-repository.ts';
import { dossierRepository } from './data/dossier-repository.ts';
import { evenementRepository } from './data/evenement-repository.ts';
import { createLoaders } from './data/loaders.ts';
import { createPrisma } from './data/prisma.ts';
import { repriseRepository } from './data/reprise-repository.ts';
import { RETENTION } from './data/retention.ts';
import { sansCaisseRepository } from './data/sans-caisse-repository.ts';
import { venteRepository } from './data/vente-repository.ts';
import { AUDIT_AU_DELA, MAXIMUM_SEUL } from './domain/seuils.ts';
import { typeDefs } from './generated/type-defs.ts';
import { creerMesures } from './mesures.ts';
import { resolvers } from './resolvers/index.ts';
import { ouvrirBaux } from './use-cases/baux.ts';
import { DELAIS, type Delais } from './use-cases/echeance.ts';
import type { FaitInscrit } from './use-cases/poursuivre-vente.ts';
import { ouvrirVeille } from './veille.ts';

/** Settings of vente beside those of every service. */
export interface Reglages extends RetentionSettings {
  /** JSON file of the dated tax rates. */
  BAREME_TAXES?: string | undefined;
  /** `simule`: cards are taken by a simulated terminal, and no money moves. */
  TERMINAL?: 'simule' | undefined;
  /** Where the payment provider is; without one, and without a simulated terminal, cards are refused. */
  TERMINAL_URL?: string | undefined;
  /** Total in cents above which a sale leaves an entry of the audit log. */
  SEUIL_AUDIT_CENTS?: number | undefined;
  /** The most that who sold gives back of a sale alone, in cents. */
  SEUIL_DEUX_PERSONNES_CENTS?: number | undefined;
  /** The payment provider itself, for tests. */
  terminal?: TerminalPaiement;
  delais?: Delais;
}

/** Composes the subgraph vente from what differs between the ways to run. */
export function createService(
  dependencies: ServiceDependencies,
  {
    BAREME_TAXES,
    TERMINAL,
    TERMINAL_URL,
    SEUIL_AUDIT_CENTS = AUDIT_AU_DELA,
    SEUIL_DEUX_PERSONNES_CENTS: maximumSeul = MAXIMUM_SEUL,
    terminal = choisirTerminal(TERMINAL, TERMINAL_URL),
    delais = DELAIS,
    ...retention
  }: Reglages = {},
): Subgraph {
  const { logger, nudges } = dependencies;
  const bareme = chargerBareme(BAREME_TAXES);
  const { prisma, metrics, options, call } = openService('vente', dependencies, createPrisma);
  const ventes = venteRepository(prisma, SEUIL_AUDIT_CENTS);
  const annulations = annulationRepository(prisma);
  const details = detailRepository(prisma);
  const evenements = evenementRepository(prisma);
  const reprises = repriseRepository(prisma);
  const dossiers = dossierRepository(prisma);
  const sansCaisse = sansCaisseRepository(prisma);
  annoncerTerminal(terminal, logger);
  const query: Query = (sql, ...values) => prisma.$queryRawUnsafe(sql, ...values);
  const audit = auditRepository('vente', query);
  const baux = ouvrirBaux(delais.bail, logger);
  const mesures = creerMesures(metrics, reprises, dossiers, logger);
  const veille = ouvrirVeille((participant) => dossiers.reveiller(participant), logger);
  const provider = terminalEcoute(terminal, veille);
  /** What a sale and its return need, on behalf of one request. */
  const pour = (context: Caller) => {
    return {
      ...{ ventes, annulations, details, terminal: provider, bareme },
      panier: panierClient(clientEcoute(call('panier', context), 'panier', veille)),
      stock: stockClient(clientEcoute(call('stock', context), 'stock', veille)),
      caisse: caisseClient(clientEcoute(call('caisse', context), 'caisse', veille)),
      signaler: (fait: FaitInscrit) => {
        mesures.compterFait(fait);
        nudges.send(SUJET_VENTES);
      },
    };
  };
  return createSubgraph<Context>({
    ...options,
    typeDefs,
    resolvers,
    context: (request) => ({
      ...request,
      ...pour(request),
      ...{ evenements, dossiers, sansCaisse, delais, mesures, baux, audit, maximumSeul },
      rendreVente: (vente) => reprises.rendreVente(vente),
      rendreAnnulation: (annulation) => reprises.rendreAnnulation(annulation),
      loaders: createLoaders(ventes, annulations, details),
      origine: { requestId: request.requestId, traceId: request.traceparent.slice(3, 35) },
    }),
    tasks: [
      ...balayeurs({
        dependances: ({ requestId, traceId }, ids) =>
          pour({ requestId, traceparent: newTraceparent(traceId), ids }),
        ...{ reprises, dossiers, delais, mesures, logger },
      }),
      createRetention({ rules: RETENTION, settings: retention, query, logger, metrics }),
    ],
    close: async () => {
      await baux.rendreTout();
      await options.close();
    },
  });
}

/** A simulated terminal is asked for by name: money is never taken in play by a setting that was forgotten. */
function choisirTerminal(nom: Reglages['TERMINAL'], url: string | undefined): TerminalPaiement {
  if (url) return terminalHttp(url);
  return nom === 'simule' ? terminalSimule() : terminalAbsent();
}

function annoncerTerminal(terminal: TerminalPaiement, logger: Logger): void {
  if (terminal.simule) logger.warn('Cards are taken by a simulated terminal: no money moves');
}

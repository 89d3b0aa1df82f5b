import { scopesDe } from '@caisse/acces';
import {
  credentialsOf,
  createLogger,
  generateDeploymentKeys,
  type GraphQLAnswer,
  type GraphQLRequest,
  type HttpServer,
  IDENTITY_HEADER,
  identitySigner,
  listen,
  operationalRoutes,
  type SendOptions,
  type SubgraphName,
} from '@caisse/subgraph-kit';
import { createRouter, type Router, type RouterOptions, webHandler } from '@caisse/router';
import { routerSettings } from '@caisse/router/settings';

import { jeton } from '../abus/jetons.ts';

/** The real router on a port, in front of subgraphs that a test plays. */
export interface RouteurSeul {
  url: string;
  router: Router;
  cles: ReturnType<typeof credentialsOf>;
  /** Those of a request in JSON that an administrator makes. */
  entetes: Record<string, string>;
  /** Those of an administrator as the router makes them known to a subgraph. */
  identite(subgraph: SubgraphName): Promise<Record<string, string>>;
  /** What reached the subgraphs, the router's own question about ended sign-ins aside. */
  recus: { subgraph: SubgraphName; request: GraphQLRequest }[];
  fermer(): Promise<void>;
}

const ADMIN = { id: '1', role: 'ADMIN', magasinId: null, connexionId: 'connexion-1' } as const;

/** How a test answers for the subgraphs. */
export type Repondre = (
  subgraph: SubgraphName,
  request: GraphQLRequest,
  options: SendOptions,
) => GraphQLAnswer | Promise<GraphQLAnswer>;

const REPONSES: Repondre = (subgraph) =>
  subgraph === 'caisse'
    ? { data: { magasins: [{ __typename: 'Magasin', id: '1' }] } }
    : { data: null, errors: [{ message: 'unplayed', extensions: { code: 'ERREUR_INTERNE' } }] };

/**
 * @param options.reglages environment variables of the router
 * @param options.fermees gives the sign-ins that were ended
 * @param options.noter takes the lines of the log, which is silent otherwise
 */
export async function ouvrirRouteurSeul(
  options: {
    repondre?: Repondre;
    reglages?: Record<string, string>;
    fermees?: () => string[] | Promise<string[]>;
    /** Takes the lines of the log. */
    noter?: (line: string) => void;
  } & Pick<RouterOptions, 'openIntrospection' | 'stateDir'> = {},
): Promise<RouteurSeul> {
  const { repondre = REPONSES, fermees = () => [], noter } = options;
  const logger = noter
    ? createLogger('router', 'debug', { write: noter })
    : createLogger('router', 'silent');
  const cles = generateDeploymentKeys();
  const recus: RouteurSeul['recus'] = [];
  const router = await createRouter({
    transport: {
      async send(subgraph, request, options) {
        if (request.operationName === 'ConnexionsFermees') {
          return { data: { connexionsFermees: await fermees() } };
        }
        recus.push({ subgraph, request });
        return repondre(subgraph, request, options);
      },
    },
    credentials: credentialsOf(cles, 'router'),
    openIntrospection: options.openIntrospection ?? false,
    stateDir: options.stateDir,
    settings: routerSettings.parse({ OPERATIONS_FILES: '', ...options.reglages }),
    logger,
  });
  const server: HttpServer = await listen(
    { '/graphql': router.handler, ...operationalRoutes({}, []), '*': webHandler() },
    { host: '127.0.0.1', port: 0, logger },
  );
  const admin = await jeton(credentialsOf(cles, 'caisse').privateKey);
  return {
    url: `${server.url}/graphql`,
    router,
    cles: credentialsOf(cles, 'caisse'),
    entetes: { 'content-type': 'application/json', authorization: `Bearer ${admin}` },
    identite: async (subgraph) => ({
      [IDENTITY_HEADER]: await identitySigner('router', credentialsOf(cles, 'router')).sign(
        subgraph,
        { employe: ADMIN, scopes: scopesDe('ADMIN') },
      ),
    }),
    recus,
    async fermer() {
      await server.stop({ cutMs: 0 });
      await router.stop();
    },
  };
}

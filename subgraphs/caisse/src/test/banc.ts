import { hashSync } from '@node-rs/argon2';
import { expect } from '@jest/globals';

import {
  type Client,
  CLIENT_HEADER,
  createLogger,
  type GraphQLAnswer,
  localNudges,
  type Subgraph,
  writeClient,
} from '@caisse/subgraph-kit';
import {
  createTestDatabase,
  headersOf,
  testCredentials,
  type TestCaller,
  type TestDatabase,
} from '@caisse/subgraph-kit/test';

import { createService, type Reglages } from '../service.ts';

/** The password of everybody on the bench, and the PIN of who has one. */
export const MOT_DE_PASSE = 'un bon mot de passe';
export const NIP = '4821';

/** People of the bench, by number. */
export const GENS = { admin: 1, gerant1: 2, caissier1: 3, caissier2: 4, parti: 5, sansnip: 6 };

/** A caisse with two stores and a few people, whose clock the test moves. */
export interface Banc {
  database: TestDatabase;
  caisse: Subgraph;
  /** What was logged. */
  journal: string[];
  avancer(ms: number): void;
  maintenant(): Date;
  /** Sends an operation, and gives the answer as it is. */
  envoyer(
    source: string,
    variables: object,
    caller?: TestCaller,
    client?: Client,
  ): Promise<GraphQLAnswer>;
  /** Sends an operation that must succeed, and gives its only field. */
  faire<Data>(
    source: string,
    variables: object,
    caller?: TestCaller,
    client?: Client,
  ): Promise<Data>;
  arreter(): Promise<void>;
}

export async function ouvrirBanc(reglages: Reglages = {}): Promise<Banc> {
  const database = await createTestDatabase('caisse');
  const [mdp, nip] = [MOT_DE_PASSE, NIP].map((secret) =>
    hashSync(secret, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
  );
  await database.query(`INSERT INTO magasin (nom, quartier, type, adresse, telephone) VALUES
    ('Magasin un', '', 'MAGASIN', '', ''), ('Magasin deux', '', 'MAGASIN', '', ''),
    ('Centre', '', 'CENTRE_LOGISTIQUE', '', '')`);
  await database.query(
    `INSERT INTO employe (identifiant, nom, role, magasin_id, nip, mot_de_passe, actif) VALUES
      ('admin', 'Zoé Adam', 'ADMIN', NULL, NULL, $1, true),
      ('gerant1', 'Éric Roy', 'GERANT', 1, $2, $1, true),
      ('caissier1', 'Alice Côté', 'CAISSIER', 1, $2, $1, true),
      ('caissier2', 'Bruno Dubé', 'CAISSIER', 2, $2, $1, true),
      ('parti', 'Denis Parti', 'CAISSIER', 1, $2, $1, false),
      ('sansnip', 'Inès Blais', 'CAISSIER', 1, NULL, $1, true)`,
    [mdp, nip],
  );
  const journal: string[] = [];
  let decalage = 0;
  const maintenant = () => new Date(Date.now() + decalage);
  const caisse = createService(
    {
      databaseUrl: database.url,
      transport: { send: () => Promise.reject(new Error('caisse calls nobody')) },
      credentials: testCredentials('caisse'),
      nudges: localNudges(),
      logger: createLogger('caisse', 'trace', { write: (ligne) => void journal.push(ligne) }),
    },
    { maintenant, ...reglages },
  );
  const envoyer: Banc['envoyer'] = async (source, variables, caller = 'anonymous', client = {}) =>
    caisse.execute(
      { query: source, variables: { ...variables } },
      { ...(await headersOf('caisse', caller)), [CLIENT_HEADER]: writeClient(client) },
    );
  return {
    ...{ database, caisse, journal, maintenant, envoyer },
    avancer: (ms) => void (decalage += ms),
    async faire<Data>(source: string, variables: object, caller?: TestCaller, client?: Client) {
      const { data, errors } = await envoyer(source, variables, caller, client);
      expect(errors).toBeUndefined();
      return Object.values(data ?? {})[0] as Data;
    },
    async arreter() {
      await caisse.stop();
      await database.drop();
    },
  };
}

/** A result of one of the operations below. */
export interface Resultat {
  __typename: string;
  code?: string;
  message?: string;
  reessayerDansS?: number;
  jeton: string;
  jetonRenouvellement: string;
  expireLe: string;
  connexionExpireLe: string;
  employe: { id: string; role: string; magasin: { id: string } | null };
  champs?: { champ: string }[];
}

const AUTHENTIFICATION = `__typename
  ... on Authentification {
    jeton expireLe jetonRenouvellement connexionExpireLe employe { id role magasin { id } }
  }
  ... on Erreur { code message }`;
const REFUS =
  '... on CompteVerrouille { reessayerDansS } ... on SaisieInvalide { champs { champ } }';

export const CONNECTER = `mutation ($identifiant: String!, $motDePasse: String!) {
  seConnecter(input: { identifiant: $identifiant, motDePasse: $motDePasse }) { ${AUTHENTIFICATION} ${REFUS} }
}`;
export const CHANGER_EMPLOYE = `mutation ($identifiant: String!, $nip: String!) {
  changerEmploye(input: { identifiant: $identifiant, nip: $nip }) { ${AUTHENTIFICATION} ${REFUS} }
}`;
export const RENOUVELER = `mutation ($jetonRenouvellement: String!) {
  renouvelerJeton(input: { jetonRenouvellement: $jetonRenouvellement }) { ${AUTHENTIFICATION} }
}`;
export const CHANGER_MOT_DE_PASSE = `mutation ($ancien: String!, $nouveau: String!) {
  changerMotDePasse(input: { ancien: $ancien, nouveau: $nouveau }) { ${AUTHENTIFICATION} ${REFUS} }
}`;
export const FERMEES = '{ connexionsFermees }';
export const ROUTEUR: TestCaller = { service: 'router' };

/** Signs somebody in by the password of the bench, or another. */
export const connecter = (
  banc: Banc,
  identifiant: string,
  motDePasse = MOT_DE_PASSE,
  client: Client = {},
): Promise<Resultat> =>
  banc.faire<Resultat>(CONNECTER, { identifiant, motDePasse }, 'anonymous', client);

/** What a token says. */
export function chargeDe(jeton: string): Record<string, unknown> {
  const [, charge = ''] = jeton.split('.');
  return JSON.parse(Buffer.from(charge, 'base64url').toString()) as Record<string, unknown>;
}

/** The caller that the router makes of a person's token. */
export function appelant({ jeton, employe }: Resultat): TestCaller {
  return {
    role: employe.role as 'ADMIN',
    id: employe.id,
    connexionId: String(chargeDe(jeton)['sid']),
    ...(employe.magasin && { magasinId: Number(employe.magasin.id) }),
  };
}

/** The audit log, oldest entry first. */
export const auditDe = (banc: Banc) =>
  banc.database.query<{
    action: string;
    cible: string;
    acteur: Record<string, unknown>;
    avant: unknown;
    apres: Record<string, unknown> | null;
  }>('SELECT action, cible, acteur, avant, apres FROM audit ORDER BY numero');

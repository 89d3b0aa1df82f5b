import { attacheAuMagasin, type ChargeJeton, JETON, type Role, scopesDe } from '@caisse/acces';
import {
  credentialsOf,
  type DeploymentKeys,
  generateDeploymentKeys,
  IDENTITY_HEADER,
  identitySigner,
  type Issuer,
  type SubgraphName,
} from '@caisse/subgraph-kit';
import { SignJWT } from 'jose';

/** Somebody who works for the chain; the store is given for the roles that have one, and for them only. */
export interface Personne {
  role: Role;
  magasinId?: number;
}

export const ADMIN: Personne = { role: 'ADMIN' };
export const LOGISTIQUE: Personne = { role: 'LOGISTIQUE' };
export const caissierDe = (magasinId: number): Personne => ({ role: 'CAISSIER', magasinId });
export const gerantDe = (magasinId: number): Personne => ({ role: 'GERANT', magasinId });

export type Entetes = Record<string, string>;

/** The keys of a system that a test owns: with them it is any process, and anybody who signed in. */
export interface Identites {
  /** The environment variables of one process. */
  variables(processus: Issuer): Record<string, string>;
  /** The token that the local sign-in would give to an employee. */
  jeton(personne: Personne): Promise<string>;
  /** With what somebody asks the router. */
  entetesDe(personne: Personne): Promise<Entetes>;
  /** With what a service asks a subgraph. */
  entetesDuService(service: SubgraphName, appele: SubgraphName): Promise<Entetes>;
  /** With what the router asks a subgraph for somebody. */
  entetesDuRouteur(personne: Personne, appele: SubgraphName): Promise<Entetes>;
}

/** As long as the sign-in's; a campaign outlasts it, so tokens are renewed well before. */
const DUREE_S = 3_600;
const RENOUVELER_APRES_MS = 1_200_000;

/** Makes people and processes known, with new keys unless given. */
export function creerIdentites(cles: DeploymentKeys = generateDeploymentKeys()): Identites {
  const { privateKey } = credentialsOf(cles, 'caisse');
  const jetons = new Map<string, { faitLe: number; jeton: Promise<string> }>();
  const signataires = new Map<Issuer, ReturnType<typeof identitySigner>>();
  const signataire = (issuer: Issuer) => {
    const signe = signataires.get(issuer) ?? identitySigner(issuer, credentialsOf(cles, issuer));
    signataires.set(issuer, signe);
    return signe;
  };

  const faire = (personne: Personne): Promise<string> => {
    const { role, magasinId } = personne;
    if (attacheAuMagasin(role) !== (magasinId !== undefined)) {
      throw new Error(`${role} in store ${magasinId ?? 'none'} cannot be`);
    }
    const charge: ChargeJeton = {
      ...{ role, sid: connexionDe(personne) },
      ...(magasinId !== undefined && { magasin: magasinId }),
    };
    return new SignJWT({ ...charge })
      .setProtectedHeader({ alg: 'EdDSA', typ: JETON.type })
      .setIssuer(JETON.emetteur)
      .setAudience(JETON.audience)
      .setSubject(numeroDe(personne))
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + DUREE_S)
      .sign(privateKey);
  };
  const jeton = (personne: Personne): Promise<string> => {
    const nom = connexionDe(personne);
    const connu = jetons.get(nom);
    if (connu && Date.now() - connu.faitLe < RENOUVELER_APRES_MS) return connu.jeton;
    const neuf = { faitLe: Date.now(), jeton: faire(personne) };
    jetons.set(nom, neuf);
    return neuf.jeton;
  };

  return {
    jeton,
    variables: (processus) => ({
      IDENTITY_PRIVATE_KEY: cles.privateKeys[processus],
      IDENTITY_PUBLIC_KEYS: cles.publicKeys,
    }),
    entetesDe: async (personne) => ({ authorization: `Bearer ${await jeton(personne)}` }),
    entetesDuService: async (service, appele) => ({
      [IDENTITY_HEADER]: await signataire(service).sign(appele, 'self'),
    }),
    entetesDuRouteur: async (personne, appele) => {
      const { role, magasinId = null } = personne;
      const employe = {
        ...{ id: numeroDe(personne), role, magasinId },
        connexionId: connexionDe(personne),
      };
      const sujet = { employe, scopes: scopesDe(role) };
      return { [IDENTITY_HEADER]: await signataire('router').sign(appele, sujet) };
    },
  };
}

const connexionDe = ({ role, magasinId }: Personne) =>
  `essai-${role.toLowerCase()}${magasinId ?? ''}`;

/** A number of its own for each, as employees have. */
function numeroDe({ role, magasinId = 0 }: Personne): string {
  const rang = { ADMIN: 1, LOGISTIQUE: 2, GERANT: 100, CAISSIER: 200 }[role];
  return String(rang + magasinId);
}

/** Those of the systems that the tests of one file start themselves. */
export const IDENTITES = creerIdentites();

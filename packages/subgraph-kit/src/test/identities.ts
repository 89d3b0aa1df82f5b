import { type Role, scopesDe } from '@caisse/acces';

import {
  IDENTITY_HEADER,
  type IdentitySigner,
  identitySigner,
  type Subject,
} from '../identity/signed-identity.ts';
import type { Issuer } from '../identity/identity.ts';
import { type Credentials, credentialsOf, generateDeploymentKeys } from '../identity/keys.ts';
import type { SubgraphName } from '../transport/transport.ts';

/** The keys of a deployment that exists in tests only; made once per test file. */
const keys = generateDeploymentKeys();

/** What a service under test is composed with. */
export const testCredentials = (name: Issuer): Credentials => credentialsOf(keys, name);

/** Kept as a process keeps its own: what it signed serves many requests. */
const signers = new Map<Issuer, IdentitySigner>();

/** A sign-in that no row tells of. */
const CONNEXION = '019a0000-0000-7000-8000-00000000c0de';

/** The headers of a request that somebody makes. */
export type CallerHeaders = Record<string, string>;

/** Who makes a request in a test: nobody known, a service, or an employee with the rights of the role. */
export type TestCaller =
  | 'anonymous'
  | { service: Issuer }
  | { role: Role; magasinId?: number; id?: string; connexionId?: string };

/**
 * The headers with which a caller is known to a subgraph.
 *
 * @param audience the subgraph that is called
 */
export async function headersOf(
  audience: SubgraphName,
  caller: TestCaller,
): Promise<CallerHeaders> {
  const issuer = typeof caller === 'object' && 'service' in caller ? caller.service : 'router';
  const signer = signers.get(issuer) ?? identitySigner(issuer, testCredentials(issuer));
  signers.set(issuer, signer);
  return { [IDENTITY_HEADER]: await signer.sign(audience, subjectOf(caller)) };
}

/** Whom the identity of a caller speaks for. */
export function subjectOf(caller: TestCaller): Subject {
  if (caller === 'anonymous') return caller;
  if ('service' in caller) return 'self';
  const { role, magasinId = null, id = '1', connexionId = CONNEXION } = caller;
  return { employe: { id, role, magasinId, connexionId }, scopes: scopesDe(role) };
}

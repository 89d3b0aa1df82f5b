import { IDENTITY_HEADER, identitySigner } from '../identity/signed-identity.ts';
import { credentialsOf, generateDeploymentKeys } from '../identity/keys.ts';
import { SUBGRAPHS, type SubgraphName } from '../transport/transport.ts';
import {
  type CallerHeaders,
  headersOf,
  subjectOf,
  testCredentials,
  type TestCaller,
} from './identities.ts';

/** What a request comes with that proves nothing. */
export const STRANGERS = [
  'no identity',
  'an identity that has expired',
  'an identity for another subgraph',
  'an identity that somebody else signed',
  'an identity of another deployment',
] as const;
export type Stranger = (typeof STRANGERS)[number];

/** Ten minutes: far longer than an identity holds, whatever the clocks. */
const LONG_AGO_MS = 600_000;

/**
 * The headers of somebody who says to be a caller that may do what is asked, and does not prove it.
 *
 * @param audience the subgraph that is called
 * @param caller whom they say to be
 */
export async function headersOfStranger(
  audience: SubgraphName,
  stranger: Stranger,
  caller: TestCaller,
): Promise<CallerHeaders> {
  const issuer = typeof caller === 'object' && 'service' in caller ? caller.service : 'router';
  const [elsewhere, somebody] = SUBGRAPHS.filter((name) => name !== audience && name !== issuer);
  if (!elsewhere || !somebody) throw new Error('There are not enough subgraphs');
  const subject = subjectOf(caller);
  const signed = async (signer: ReturnType<typeof identitySigner>) => ({
    [IDENTITY_HEADER]: await signer.sign(audience, subject),
  });
  switch (stranger) {
    case 'no identity':
      return {};
    case 'an identity that has expired':
      return signed(
        identitySigner(issuer, testCredentials(issuer), () => Date.now() - LONG_AGO_MS),
      );
    case 'an identity for another subgraph':
      return headersOf(elsewhere, caller);
    case 'an identity that somebody else signed':
      return signed(identitySigner(issuer, testCredentials(somebody)));
    case 'an identity of another deployment':
      return signed(identitySigner(issuer, credentialsOf(generateDeploymentKeys(), issuer)));
  }
}

/** The headers of a person in the words of a service: only the router speaks for people. */
export async function headersOfPersonByService(
  audience: SubgraphName,
  service: SubgraphName,
  caller: TestCaller,
): Promise<CallerHeaders> {
  const signer = identitySigner(service, testCredentials(service));
  return { [IDENTITY_HEADER]: await signer.sign(audience, subjectOf(caller)) };
}

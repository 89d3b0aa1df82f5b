import { z } from 'zod';

import type { OpenIdProvider } from './person.ts';

/** Settings of an OpenID provider that signs people in, in place of the subgraph caisse. */
export const openIdEnvironment = z.object({
  OIDC_ISSUER: z
    .string()
    .optional()
    .describe('OpenID provider that signs people in; without it caisse does.'),
  OIDC_JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where that provider publishes its keys.'),
  OIDC_AUDIENCE: z.string().default('caisse-multi').describe('Audience of its tokens.'),
  OIDC_ROLE_CLAIM: z.string().default('role').describe('Claim that holds the role.'),
  OIDC_STORE_CLAIM: z
    .string()
    .default('magasin')
    .describe('Claim that holds the number of the store.'),
});

/**
 * The provider that an environment names.
 *
 * @throws Error when the issuer is there without its keys, or the other way round
 */
export function providerIn(
  environment: z.output<typeof openIdEnvironment>,
): OpenIdProvider | undefined {
  const { OIDC_ISSUER: issuer, OIDC_JWKS_URL: jwksUrl } = environment;
  if (issuer === undefined && jwksUrl === undefined) return undefined;
  if (issuer === undefined || jwksUrl === undefined) {
    throw new Error('OIDC_ISSUER and OIDC_JWKS_URL go together');
  }
  return {
    issuer,
    jwksUrl,
    audience: environment.OIDC_AUDIENCE,
    roleClaim: environment.OIDC_ROLE_CLAIM,
    storeClaim: environment.OIDC_STORE_CLAIM,
  };
}

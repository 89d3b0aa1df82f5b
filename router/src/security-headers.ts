import type { Handler } from '@caisse/subgraph-kit';

/**
 * What a page may load, by its address. In a deployment there are the first two, and Nginx says the same
 * (nginx/templates/20-entree); pages that try the API out are the demonstration's.
 */
export const POLICIES = {
  /** The application's own files, and no text that becomes a script: Trusted Types without any maker of them. */
  application:
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  /** Answers are data. */
  api: "default-src 'none'; frame-ancestors 'none'",
  /** GraphiQL's editor makes style sheets and workers as it runs. */
  graphiql:
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  /** Apollo Sandbox lives on Apollo's site; its page brings a stricter policy of its own, with nonces. */
  sandbox:
    "default-src 'self' https://*.apollographql.com; script-src 'self' 'unsafe-inline' https://*.apollographql.com; style-src 'self' 'unsafe-inline' https://fonts.googleapis.com https://*.apollographql.com; font-src 'self' https://fonts.gstatic.com; img-src 'self' data: https://*.apollographql.com; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
} as const;

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * Adds to a handler's answers what tells a browser to mistrust them.
 *
 * @param policyOf the content policy of a path
 */
export function secured(handler: Handler, policyOf: (path: string) => string): Handler {
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader('content-security-policy', policyOf(request.url ?? '/'));
    return handler(request, response);
  };
}

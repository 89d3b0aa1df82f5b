import { z } from 'zod';

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** What a deployment may set of the router, whichever process it runs in. */
export const routerSettings = z.object({
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.url({ protocol: /^https?$/ }).refine(isOrigin, 'must be an origin')))
    .describe(
      'Origins whose pages may call the API, by commas; https://studio.apollographql.com for Apollo Sandbox.',
    ),
  OPERATIONS: z
    .enum(['ouvertes', 'fermees'])
    .default('ouvertes')
    .describe('fermees executes only the documents of OPERATIONS_FILES.'),
  OPERATIONS_FILES: z
    .string()
    .default('web/dist/operations.json')
    .transform(list)
    .describe('Manifests of the clients, by commas: JSON of documents by their SHA-256.'),
  REQUESTS_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .default(64)
    .describe('Most requests in hand at once at the router; the excess is answered 503 at once.'),
  REQUESTS_MAX_REPORTS: z.coerce
    .number()
    .int()
    .min(0)
    .default(24)
    .describe('From so many requests in hand on, reports are answered 503: tills go first.'),
  SIGN_INS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .default(60)
    .describe(
      'Most sign-ins by password that one address may try in a minute, at each router; 0 sets no limit.',
    ),
  CLIENT_ADDRESS_HEADER: z
    .string()
    .toLowerCase()
    .min(1)
    .optional()
    .describe(
      'Header in which the proxy in front tells the address of the client, one alone; set it only where nobody else reaches the router.',
    ),
});

export type RouterSettings = z.output<typeof routerSettings>;

function isOrigin(url: string): boolean {
  return new URL(url).origin === url;
}

/** What holds where nothing is set. */
export const DEFAULT_SETTINGS: RouterSettings = routerSettings.parse({});

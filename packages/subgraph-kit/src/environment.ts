import { z } from 'zod';

import { type Credentials, readPrivateKey, readPublicKeys } from './identity/keys.ts';
import { retentionHours } from './retention/rules.ts';
import { withSecretFiles } from './secret-files.ts';
import type { SubgraphName } from './transport/transport.ts';

/** Where traces go, in OpenTelemetry's own names; whoever writes its headers or its time-outs sets those too. */
export const tracingEnvironment = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('OpenTelemetry collector (OTLP over HTTP); without it nothing is traced.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Share of the traces that is recorded, the same in every process.'),
});

/** Settings that every process shares; a service extends this object in its own environment.ts. */
export const commonEnvironment = tracingEnvironment.extend({
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Lowest level of the log lines that are written.'),
});

/** What a process proves who it is with, and knows the others by; `deploiement/secrets.sh` makes them. */
export const identityEnvironment = z.object({
  IDENTITY_PRIVATE_KEY: z
    .string()
    .transform(readable(readPrivateKey))
    .describe("The process's own key: Ed25519, PKCS#8 in DER, base64."),
  IDENTITY_PUBLIC_KEYS: z
    .string()
    .transform(readable(readPublicKeys))
    .describe(
      'Keys of all who sign, the same in every process: router=…,vente=…; SPKI in DER, base64.',
    ),
});

/** A parser as zod wants it: what it throws is a fault of the variable. */
function readable<Value>(parse: (text: string) => Value) {
  return (text: string, context: z.RefinementCtx): Value => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: `is not a key: ${(error as Error).message}` });
      return z.NEVER;
    }
  };
}

/** The credentials that an environment holds. */
export function credentialsIn(environment: z.output<typeof identityEnvironment>): Credentials {
  const { IDENTITY_PRIVATE_KEY, IDENTITY_PUBLIC_KEYS } = environment;
  return { privateKey: IDENTITY_PRIVATE_KEY, publicKeys: IDENTITY_PUBLIC_KEYS };
}

/** How a process that serves others ends (process.ts). */
export const drainEnvironment = z.object({
  DRAIN_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_000)
    .default(1_000)
    .describe('After SIGTERM, how long new connections are still taken while /pret says no.'),
  DRAIN_IDLE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(6_000)
    .default(5_000)
    .describe('Then how long idle connections stay open: longer than proxies keep them.'),
});

const endpoint = (name: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(`http://${name}:4001/graphql`)
    .describe(`GraphQL endpoint of the subgraph ${name}.`);

/** Where the subgraphs are, for those who call them over HTTP. */
export const subgraphEndpoints = z.object({
  PRODUIT_URL: endpoint('produit'),
  STOCK_URL: endpoint('stock'),
  VENTE_URL: endpoint('vente'),
  PANIER_URL: endpoint('panier'),
  CAISSE_URL: endpoint('caisse'),
  REPORTING_URL: endpoint('reporting'),
});

/** The endpoints that an environment names, by subgraph. */
export function endpointsOf(
  environment: z.output<typeof subgraphEndpoints>,
): Readonly<Record<SubgraphName, string>> {
  return {
    produit: environment.PRODUIT_URL,
    stock: environment.STOCK_URL,
    vente: environment.VENTE_URL,
    panier: environment.PANIER_URL,
    caisse: environment.CAISSE_URL,
    reporting: environment.REPORTING_URL,
  };
}

/** Settings of a process that serves one subgraph over HTTP. */
export const subgraphEnvironment = commonEnvironment.extend({
  ...identityEnvironment.shape,
  ...drainEnvironment.shape,
  ...subgraphEndpoints.shape,
  PORT: z.coerce.number().int().min(0).max(65_535).default(4001).describe('Port to listen on.'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe("The service's own database."),
  CRASH_POINT: z
    .string()
    .regex(/^([\w.-]+:[1-9]\d*|parent)$/, 'must be name:n or parent')
    .optional()
    .describe(
      'Tests only: kill the process the n-th time it passes the named crash point (name:n), or as its parent says (parent).',
    ),
  DATABASE_POOL_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .default(10)
    .describe('Most connections to the database.'),
  RETENTION_HEURES: retentionHours,
  IN_FLIGHT_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .default(200)
    .describe('Most requests in hand at once; the excess is answered SURCHARGE at once.'),
});

/** Settings of a process that caches rows. */
export const cacheEnvironment = z.object({
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('Redis that keeps cached rows; without it every row is read from the database.'),
  REDIS_CA: z
    .string()
    .startsWith('-----BEGIN CERTIFICATE-----', 'is no certificate in PEM')
    .optional()
    .describe(
      'Who signs the certificate of that Redis (rediss://), in PEM; those whom Node knows unless given.',
    ),
});

/**
 * Reads and checks the environment of a process, and the files that hold its secrets (secret-files.ts).
 *
 * @param schema a zod object whose keys are variable names
 * @param source usually process.env
 * @throws Error that lists each variable at fault and why, so that a start fails with the whole list
 */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  source: Record<string, string | undefined>,
): z.output<Schema> {
  const { values, faults } = withSecretFiles(Object.keys(schema.shape), source);
  const result = schema.safeParse(values);
  if (result.success && faults.length === 0) return result.data;
  for (const { path, message } of result.error?.issues ?? [])
    faults.push(`${path.join('.')}: ${message}`);
  throw new Error(
    `The environment is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}

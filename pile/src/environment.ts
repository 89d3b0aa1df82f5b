import { readEnvironment } from '@caisse/subgraph-kit';
import { z } from 'zod';

/** Settings of `npm run pile`. */
export const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(8080).describe('Port of Nginx.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address that Nginx listens on; 0.0.0.0 opens it to tills.'),
  PILE_RESEAU: z
    .string()
    .regex(/^127\.\d{1,3}$/, 'must be 127.x')
    .default('127.0')
    .describe('First half of the loopback addresses of the processes; another for each stack.'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('.data/pile')
    .describe('Folder that keeps databases and logs.'),
  ADMIN_IDENTIFIANT: z
    .string()
    .min(1)
    .default('admin')
    .describe('What the first administrator signs in with.'),
  ADMIN_MOT_DE_PASSE: z
    .string()
    .min(1)
    .optional()
    .describe('Password of the first administrator; made at the first start unless given.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Lowest level of the log lines that are written.'),
});

export const environment = () => readEnvironment(schema, process.env);

/** Where Nginx, Redis and Prometheus are looked for. */
export const searchPath = () => process.env['PATH'] ?? '';

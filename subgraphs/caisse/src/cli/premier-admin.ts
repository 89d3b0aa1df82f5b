import { commonEnvironment, createLogger, readEnvironment } from '@caisse/subgraph-kit';
import { z } from 'zod';

import { faireLePremierAdmin } from '../premier-admin.ts';

const schema = z.object({
  LOG_LEVEL: commonEnvironment.shape.LOG_LEVEL,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  ADMIN_IDENTIFIANT: z
    .string()
    .regex(/^[a-z0-9.-]{3,40}$/, 'must have 3 to 40 of a-z, 0-9, dots and hyphens')
    .default('admin'),
  // Once somebody administers the chain, its file may be emptied.
  ADMIN_MOT_DE_PASSE: z.string().min(12).max(200).optional(),
});

const { LOG_LEVEL, DATABASE_URL, ...admin } = readEnvironment(schema, process.env);
const logger = createLogger('premier-admin', LOG_LEVEL);
if (admin.ADMIN_MOT_DE_PASSE === undefined) {
  logger.info('No password is given for a first ADMIN: none is made');
} else {
  await faireLePremierAdmin(
    DATABASE_URL,
    { identifiant: admin.ADMIN_IDENTIFIANT, motDePasse: admin.ADMIN_MOT_DE_PASSE },
    logger,
  );
}

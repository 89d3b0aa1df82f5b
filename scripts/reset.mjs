// Drops the data of the standalone mode. Refuses while it runs.
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

import { removeAbandonedServer } from '../dist/postgres.js';

const dataDir = resolve(process.env.DATA_DIR ?? '.data');
if (!existsSync(dataDir)) {
  console.log(`Rien à effacer : ${dataDir} n’existe pas.`);
} else if (!(await removeAbandonedServer(resolve(dataDir, 'postgres')))) {
  console.error(`${dataDir} sert à une caisse en marche : arrêtez-la d’abord (Ctrl-C).`);
  process.exit(1);
} else {
  rmSync(dataDir, { recursive: true, force: true });
  console.log(`${dataDir} est effacé. Le prochain npm start repart à neuf.`);
}

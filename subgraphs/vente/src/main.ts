import { runSubgraph } from '@caisse/subgraph-kit';

import { environment } from './environment.ts';
import { createService } from './service.ts';

await runSubgraph('vente', environment(), createService);

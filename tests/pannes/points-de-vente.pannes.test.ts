import { test } from '@jest/globals';

import { balayerPoints } from './harnais/balayer-points.ts';
import { lirePoints } from './harnais/points.ts';

test('S1: wherever the coordinator is killed, every sale is terminal within 10 s and every invariant holds', async () => {
  await balayerPoints(
    'S1-coordinator',
    lirePoints().filter(({ processus }) => processus === 'vente'),
  );
}, 3_600_000);

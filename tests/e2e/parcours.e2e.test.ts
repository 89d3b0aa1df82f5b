import { afterAll, beforeAll } from '@jest/globals';

import { COMPTES_DE_CHAQUE_ROLE } from '../support/comptes.ts';
import { type Client, createClient } from './support/client.ts';
import { raconterJournee } from './support/journee.ts';
import { startOrReach } from './support/standalone.ts';

let caisse: Awaited<ReturnType<typeof startOrReach>>;
let client: Client;

beforeAll(async () => {
  caisse = await startOrReach();
  client = createClient(caisse.url);
});

afterAll(() => caisse.dispose());

raconterJournee(() => client, COMPTES_DE_CHAQUE_ROLE);

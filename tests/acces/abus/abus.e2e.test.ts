import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Client, createClient } from '../../e2e/support/client.ts';
import { type RunningStandalone, startStandalone } from '../../e2e/support/standalone.ts';
import { createTill } from '../../e2e/support/till.ts';
import { ADMIN } from '../../support/identites.ts';
import { DOCUMENTS } from './documents.ts';
import { codesDe, envoyer, refuse } from './envoyer.ts';
import { REQUETES, VARIABLES } from './requetes.ts';

/** This mode shows its schema to anyone. */
const CORPUS = [...DOCUMENTS, ...VARIABLES, ...REQUETES].filter(
  ({ code }) => code !== 'NON_AUTHENTIFIE',
);
const POMMES = '1';

let caisse: RunningStandalone;
let client: Client;
beforeAll(async () => {
  caisse = await startStandalone();
  client = createClient(caisse.url);
});
afterAll(() => caisse.dispose());

async function etat(): Promise<unknown> {
  return client.run(
    `{ produits(first: 100) { nodes { id nom prix version stocks { magasin { id } quantite disponible } } } ventes { totalCount } }`,
  );
}

test('the whole corpus, sent by an administrator, is refused, changes nothing, and a sale beside it is made', async () => {
  const till = await createTill(client, '1');
  const panierId = await till.panier([[POMMES, 3]]);
  const avant = await etat();

  const admin = await client.as(ADMIN).headers();
  const refuser = async () => {
    for (const abus of CORPUS) {
      const reponse = await envoyer(`${caisse.url}/graphql`, {
        ...abus,
        entetes: { ...admin, ...abus.entetes },
      });
      expect([abus.nom, reponse.statut, refuse(reponse, abus)]).toEqual([
        ...[abus.nom, reponse.statut, true],
      ]);
      if (abus.code !== undefined)
        expect([abus.nom, codesDe(reponse)[0]]).toEqual([abus.nom, abus.code]);
    }
  };
  await refuser();
  expect(await etat()).toEqual(avant);

  const sale = till.checkout({
    ...{ venteId: randomUUID(), panierId },
    paiements: [{ mode: 'COMPTANT', montant: 450 }],
  }) as Promise<unknown>;
  await refuser();
  const vente = await sale;
  expect(vente).toMatchObject({
    __typename: 'CheckoutReussi',
    rejoue: false,
    vente: { total: 450 },
  });
  expect(caisse.process.exitCode).toBeNull();
  expect((await fetch(`${caisse.url}/pret`)).status).toBe(200);
});

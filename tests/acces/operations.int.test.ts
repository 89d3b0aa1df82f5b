import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DocumentNode, Kind, OperationTypeNode } from 'graphql';

import { manifestOf } from '../../scripts/lib/operations.mjs';
import * as documentsDuWeb from '../../web/src/shared/api/generated/graphql.ts';
import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

const MAGASINS = '{ magasins { id } }';
const AUTRE = '{ magasins { id nom } }';
const condense = (texte: string) => createHash('sha256').update(texte).digest('hex');

const dossier = mkdtempSync(join(tmpdir(), 'operations-'));
const fichier = join(dossier, 'operations.json');
let ouvert: RouteurSeul;
let ferme: RouteurSeul;

beforeAll(async () => {
  writeFileSync(fichier, JSON.stringify({ [condense(MAGASINS)]: MAGASINS }));
  ouvert = await ouvrirRouteurSeul({ reglages: { OPERATIONS_FILES: fichier } });
  ferme = await ouvrirRouteurSeul({
    reglages: { OPERATIONS_FILES: fichier, OPERATIONS: 'fermees' },
    openIntrospection: true,
  });
});
afterAll(async () => {
  await Promise.all([ouvert.fermer(), ferme.fermer()]);
  rmSync(dossier, { recursive: true });
});

async function envoyer({ url, entetes }: RouteurSeul, corps: Record<string, unknown>) {
  const reponse = await fetch(url, {
    method: 'POST',
    headers: entetes,
    body: JSON.stringify(corps),
  });
  const { data, errors } = (await reponse.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { data, code: errors?.[0]?.extensions.code };
}

const RENDU = { data: { magasins: [{ id: '1' }] }, code: undefined };
const parApq = (hash: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
});

describe('an operation that a client wrote down', () => {
  test.each(['open', 'closed'])('is asked for by its hash, with %s operations', async (mode) => {
    const routeur = mode === 'open' ? ouvert : ferme;
    const hash = condense(MAGASINS);
    expect(await envoyer(routeur, parApq(hash))).toEqual(RENDU);
    expect(await envoyer(routeur, { documentId: hash })).toEqual(RENDU);
    expect(await envoyer(routeur, { documentId: `sha256:${hash}` })).toEqual(RENDU);
    expect(await envoyer(routeur, { query: MAGASINS })).toEqual(RENDU);
    expect(await envoyer(routeur, { query: MAGASINS, ...parApq(hash) })).toEqual(RENDU);
  });

  test('is asked for by GET as well', async () => {
    const suite = new URLSearchParams({ documentId: condense(MAGASINS) }).toString();
    const reponse = await fetch(`${ferme.url}?${suite}`, {
      headers: { ...ferme.entetes, 'apollo-require-preflight': '1' },
    });
    expect(await reponse.json()).toEqual({ data: RENDU.data });
  });
});

describe('an operation that nobody wrote down', () => {
  test('is executed with open operations only', async () => {
    expect((await envoyer(ouvert, { query: '{ magasins { __typename id } }' })).code).toBe(
      undefined,
    );
    const avant = ferme.recus.length;
    for (const query of [
      AUTRE,
      `${MAGASINS} `,
      `# ${MAGASINS}`,
      '{ __typename }',
      '{ __schema { types { name } } }',
    ]) {
      expect((await envoyer(ferme, { query })).code).toBe('OPERATION_INCONNUE');
      expect((await envoyer(ferme, { query, ...parApq(condense(query)) })).code).toBe(
        'OPERATION_INCONNUE',
      );
    }
    expect(ferme.recus.length).toBe(avant);
  });

  test('has no hash that is known, whatever was sent before', async () => {
    await envoyer(ouvert, { query: AUTRE, ...parApq(condense(AUTRE)) });
    for (const routeur of [ouvert, ferme]) {
      // A client of automatic persisted queries sends the document from then on, and nothing twice.
      expect((await envoyer(routeur, parApq(condense(AUTRE)))).code).toBe(
        'PERSISTED_QUERY_NOT_SUPPORTED',
      );
      expect((await envoyer(routeur, { documentId: condense(AUTRE) })).code).toBe(
        'PERSISTED_QUERY_NOT_FOUND',
      );
    }
  });

  test('does not borrow the hash of another', async () => {
    for (const routeur of [ouvert, ferme]) {
      const { code } = await envoyer(routeur, { query: AUTRE, ...parApq(condense(MAGASINS)) });
      expect(code).toBe('REQUETE_INVALIDE');
    }
  });
});

describe('the manifest', () => {
  test('must be there where nothing else is executed, and be true', async () => {
    const reglages = { OPERATIONS: 'fermees', OPERATIONS_FILES: join(dossier, 'absent.json') };
    await expect(ouvrirRouteurSeul({ reglages })).rejects.toThrow('ENOENT');
    const faux = join(dossier, 'faux.json');
    writeFileSync(faux, JSON.stringify({ [condense(MAGASINS)]: AUTRE }));
    await expect(
      ouvrirRouteurSeul({ reglages: { ...reglages, OPERATIONS_FILES: `${fichier},${faux}` } }),
    ).rejects.toThrow('is not the SHA-256');
  });

  test('of the web application has each of its documents as Apollo Client sends it', async () => {
    const manifeste = manifestOf(documentsDuWeb);
    const envoyes: string[] = [];
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({
        uri: 'http://routeur/graphql',
        fetch: (_adresse, options) => {
          envoyes.push((JSON.parse(options?.body as string) as { query: string }).query);
          return Promise.resolve(Response.json({ data: null, errors: [{ message: 'played' }] }));
        },
      }),
    });
    for (const document of Object.values(documentsDuWeb as Record<string, unknown>)) {
      const operation = operationDe(document);
      if (!operation) continue;
      await (
        operation === OperationTypeNode.MUTATION
          ? client.mutate({ mutation: document as DocumentNode })
          : client.query({ query: document as DocumentNode, fetchPolicy: 'network-only' })
      ).catch(() => undefined);
    }
    expect(envoyes.map(condense).sort()).toEqual(Object.keys(manifeste).sort());
    client.stop();
  });
});

/** The kind of a document's operation; undefined for fragments, and for what is no document. */
function operationDe(valeur: unknown): OperationTypeNode | undefined {
  const { definitions = [] } = valeur as Partial<DocumentNode>;
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.operation : undefined;
}

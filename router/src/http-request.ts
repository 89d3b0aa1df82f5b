import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';

import type { HTTPGraphQLRequest } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { type Headers, PublicError, readBody } from '@caisse/subgraph-kit';

import { LIMITS } from './limits/limits.ts';
import { malformed } from './limits/refusals.ts';
import type { Request } from './limits/gate.ts';
import type { Wanted } from './operations/persisted-operations.ts';

/** Fields of a request over HTTP, each of the type that the specification wants. */
export interface Parameters extends Omit<Request, 'query'>, Wanted {}

/** The content type of the body is not JSON. */
export class UnsupportedMediaType extends PublicError {
  constructor() {
    super('REQUETE_INVALIDE', 'Le corps doit être du JSON : content-type: application/json.');
  }
}

/**
 * Reads what a request asks for.
 *
 * @throws PublicError REQUETE_INVALIDE when it is not one request of GraphQL over HTTP
 */
export async function readParameters(
  request: IncomingMessage,
  { search }: Pick<HTTPGraphQLRequest, 'search'>,
): Promise<Parameters> {
  if (request.method !== 'POST') return fromSearch(new URLSearchParams(search));
  // Before anything is read: a form of another site can send the other types without asking.
  if (!isJson(request.headers['content-type'])) throw new UnsupportedMediaType();
  if (Number(request.headers['content-length']) === 0) throw malformed('Le corps est vide.');
  return check(parseJson(await readBody(request, LIMITS.body), 'Le corps de la requête'));
}

const UTF_8 = /^utf-?8$/i;

/** Whatever parameters a media type has; the one that says something of the bytes must say what they are. */
function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined) return false;
  try {
    const { essence, params } = new MIMEType(contentType);
    return essence === 'application/json' && UTF_8.test(params.get('charset') ?? 'utf-8');
  } catch {
    return false;
  }
}

function fromSearch(search: URLSearchParams): Parameters {
  const only = (name: string) => {
    const values = search.getAll(name);
    if (values.length > 1) throw malformed(`${name} est donné plusieurs fois.`);
    return values[0];
  };
  const object = (name: string) => {
    const text = only(name);
    return text === undefined ? undefined : parseJson(text, name);
  };
  return check({
    query: only('query'),
    operationName: only('operationName'),
    documentId: only('documentId'),
    variables: object('variables'),
    extensions: object('extensions'),
  });
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`${what} doit être du JSON.`);
  }
}

function check(body: unknown): Parameters {
  if (Array.isArray(body)) throw malformed('Envoyez une seule requête, sans liste autour.');
  if (!isObject(body)) throw malformed('Le corps de la requête doit être un objet.');
  const extensions = body['extensions'] ?? undefined;
  if (extensions !== undefined && !isObject(extensions)) {
    throw malformed('extensions doit être un objet.');
  }
  const variables = body['variables'] ?? undefined;
  if (variables !== undefined && !isObject(variables)) {
    throw malformed('variables doit être un objet.');
  }
  const persisted = extensions?.['persistedQuery'];
  const documentId = text(body, 'documentId')?.replace(/^sha256:/, '');
  return {
    query: text(body, 'query'),
    operationName: text(body, 'operationName'),
    variables,
    hash: documentId ?? (isObject(persisted) ? text(persisted, 'sha256Hash') : undefined),
    isAutomatic: documentId === undefined,
  };
}

type Record_ = Readonly<Record<string, unknown>>;

function text(body: Record_, name: string): string | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw malformed(`${name} doit être un texte.`);
  return value;
}

function isObject(value: unknown): value is Record_ {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The request as Apollo Server reads it: the same, with the text of the document in the place of its hash. */
export function forApollo(
  method: string,
  headers: Headers,
  { query, operationName, variables }: Parameters,
): HTTPGraphQLRequest {
  const fields = Object.fromEntries(
    Object.entries({ query, operationName, variables }).filter(([, value]) => value !== undefined),
  );
  const search = new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return {
    method,
    headers: headerMap(headers),
    search: method === 'POST' ? '' : search.toString(),
    body: method === 'POST' ? fields : undefined,
  };
}

function headerMap(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

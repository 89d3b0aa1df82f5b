import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { LRUCache } from 'lru-cache';

import { checkDocument, checkPage } from './check-document.ts';
import { checkOperation } from './check-operation.ts';
import { checkVariables } from './check-values.ts';
import { LIMITS } from './limits.ts';
import { measure, rootFieldNames } from './measure.ts';
import { tooMuch } from './refusals.ts';

/** A request as far as it is known before Apollo Server reads it. */
export interface Request {
  query: string;
  operationName?: string | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
}

/** What an accepted request is about. */
export interface Accepted {
  /** Fields of Query or Mutation of the operation that will be executed. */
  rootFields: ReadonlySet<string>;
  /** Some operation of the document reads the schema. */
  introspects: boolean;
}

/** Refuses what asks for too much, before it is validated, planned or executed. */
export interface Gate {
  /**
   * @returns null when the document does not parse: Apollo Server says why
   * @throws PublicError LIMITE_DEPASSEE or REQUETE_INVALIDE
   */
  check(request: Request): Accepted | null;
}

/** A document that was accepted for some sizes of pages. */
interface Known {
  document: DocumentNode;
  pageVariables: readonly string[];
  /** Sizes of pages for which it was measured: the cost depends on nothing else in a request. */
  measured: Map<string, boolean>;
  rootFields: Map<string, ReadonlySet<string>>;
}

/** Characters of documents that are kept, and sizes of pages for each. */
const KEPT = 5_000_000;
const SIZES_KEPT = 200;

/** @param schema of the API, as clients see it */
export function createGate(schema: GraphQLSchema): Gate {
  const known = new LRUCache<string, Known>({
    maxSize: KEPT,
    // A parsed document takes far more than its text.
    sizeCalculation: (_known, query) => query.length,
  });

  return {
    check({ query, operationName, variables = {} }) {
      if (operationName && operationName.length > LIMITS.nameLength) {
        throw tooMuch(`Un nom a au plus ${LIMITS.nameLength} caractères.`);
      }
      checkVariables(variables);
      const entry = known.get(query) ?? read(query);
      if (!entry) return null;
      const introspects = measured(entry, schema, variables);
      // Only what is accepted is kept: a stranger's rubbish pushes nobody's documents out.
      known.set(query, entry);
      return { rootFields: rootFieldsOf(entry, operationName ?? ''), introspects };
    },
  };
}

function read(query: string): Known | null {
  let document: DocumentNode;
  try {
    document = parse(query, { noLocation: true, maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (!/tokens/.test(error.message)) return null;
    throw tooMuch(`La requête est trop longue : au plus ${LIMITS.tokens} mots et signes.`);
  }
  const { pageVariables } = checkDocument(document);
  const entry = { measured: new Map<string, boolean>(), rootFields: new Map() };
  return { ...entry, document, pageVariables: [...pageVariables] };
}

/** @returns whether some operation reads the schema */
function measured(
  { document, pageVariables, measured: before }: Known,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const given = pageVariables.map((name) => variables[name]);
  for (const size of given) if (typeof size === 'number') checkPage(size);
  const key = given.map(sizeKey).join();
  const known = before.get(key);
  if (known !== undefined) return known;
  let introspects = false;
  for (const operation of operationsOf(document)) {
    const found = measure(operation, document, schema, (name) =>
      valueOf(name, operation, variables),
    );
    checkOperation(operation.operation, found);
    introspects ||= found.introspects;
  }
  if (before.size < SIZES_KEPT) before.set(key, introspects);
  return introspects;
}

/** What is no number is refused later, and measured as if it were not given. */
function sizeKey(size: unknown): string {
  return typeof size === 'number' || size === null ? String(size) : '';
}

function valueOf(
  name: string,
  { variableDefinitions }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  if (variables[name] !== undefined) return variables[name];
  const value = variableDefinitions?.find(({ variable }) => variable.name.value === name);
  if (value?.defaultValue?.kind !== Kind.INT) return undefined;
  const size = Number(value.defaultValue.value);
  checkPage(size);
  return size;
}

function rootFieldsOf({ document, rootFields }: Known, name: string): ReadonlySet<string> {
  const before = rootFields.get(name);
  if (before) return before;
  const operation = operationsOf(document).find((node) => !name || node.name?.value === name);
  if (!operation) return new Set();
  const found = rootFieldNames(operation, document);
  rootFields.set(name, found);
  return found;
}

function operationsOf({ definitions }: DocumentNode): OperationDefinitionNode[] {
  return definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
}

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
import { checkNulls, neverNull } from './check-nulls.ts';
import { checkOperation } from './check-operation.ts';
import { checkVariables } from './check-values.ts';
import { chosenOperation } from './chosen-operation.ts';
import { LIMITS } from './limits.ts';
import { bytesOf } from '../document-memory.ts';
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
   * @throws GraphQLError OPERATION_RESOLUTION_FAILURE
   */
  check(request: Request): Accepted | null;
}

/** A document that was accepted for some sizes of pages. */
interface Known {
  document: DocumentNode;
  pageVariables: readonly string[];
  /** Sizes of pages for which it was measured: the cost depends on nothing else in a request. */
  measured: Map<string, boolean>;
  chosen: Map<string, Chosen>;
}

/** One operation of a document. */
interface Chosen {
  operation: OperationDefinitionNode;
  rootFields: ReadonlySet<string>;
  /** Variables that may not be null, once somebody has asked. */
  demanded: { current?: ReadonlySet<string> };
}

/** Memory that documents may take that are kept, and sizes of pages that are kept for each. */
const KEPT_BYTES = 8_000_000;
const SIZES_KEPT = 200;

/**
 * @param schema of the API, as clients see it
 * @param joinedFields fields that the gateway asks for by itself
 */
export function createGate(schema: GraphQLSchema, joinedFields: ReadonlySet<string>): Gate {
  const known = new LRUCache<string, Known>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ document }, query) => 2 * query.length + bytesOf(document),
  });

  return {
    check({ query, operationName, variables = {} }) {
      if (operationName && operationName.length > LIMITS.nameLength) {
        throw tooMuch(`Un nom a au plus ${LIMITS.nameLength} caractères.`);
      }
      checkVariables(variables);
      const entry = known.get(query) ?? read(query, joinedFields);
      if (!entry) return null;
      const introspects = measured(entry, schema, variables);
      // Only what is accepted is kept: a stranger's rubbish pushes nobody's documents out.
      known.set(query, entry);
      const { operation, rootFields, demanded } = choose(entry, operationName);
      checkNulls(
        variables,
        () => (demanded.current ??= neverNull(operation, entry.document, schema)),
      );
      return { rootFields, introspects };
    },
  };
}

function read(query: string, joinedFields: ReadonlySet<string>): Known | null {
  if (query.length > LIMITS.document) {
    throw tooMuch(`Le document est trop long : au plus ${LIMITS.document} caractères.`);
  }
  let document: DocumentNode;
  try {
    document = parse(query, { noLocation: true, maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (!/tokens/.test(error.message)) return null;
    throw tooMuch(`La requête est trop longue : au plus ${LIMITS.tokens} mots et signes.`);
  }
  const { pageVariables } = checkDocument(document, joinedFields);
  return { document, pageVariables: [...pageVariables], measured: new Map(), chosen: new Map() };
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

function choose({ document, chosen }: Known, operationName = ''): Chosen {
  const before = chosen.get(operationName);
  if (before) return before;
  const operation = chosenOperation(document, operationName);
  const found = { operation, rootFields: rootFieldNames(operation, document), demanded: {} };
  chosen.set(operationName, found);
  return found;
}

function operationsOf({ definitions }: DocumentNode): OperationDefinitionNode[] {
  return definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
}

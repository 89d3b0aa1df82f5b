/** What one request from outside may ask for. Every document of the clients stays far below (a test says so). */
export const LIMITS = {
  /** Largest body, in bytes. */
  body: 100_000,
  /** Characters of the document: what is long in a request are its variables. */
  document: 16_000,
  /** Words and signs of the document. */
  tokens: 1_000,
  /** Fields inside fields. */
  depth: 12,
  /** The same below `__schema` and `__type`, whose own query is deep. */
  introspectionDepth: 20,
  /** Operations of one document, of which one is executed. */
  operations: 10,
  /** All counted where fragments are spread, as often as they are. */
  aliases: 15,
  directives: 20,
  selections: 1_000,
  /** Fields of Query at the top; of Mutation there may be one. */
  rootFields: 5,
  /** The same field repeated in one place: validation compares each with each. */
  repetitions: 20,
  /** Largest `first`. */
  page: 100,
  /** Objects that the answer may hold, see `cost.ts`. */
  cost: 10_000,
  /** Of variables and of values written in the document. */
  valueDepth: 10,
  values: 5_000,
  listLength: 1_000,
  stringLength: 10_000,
  nameLength: 100,
} as const;

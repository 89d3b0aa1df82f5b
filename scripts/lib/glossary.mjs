// The glossary as data, and what it demands of the names of the schema.
import { Kind, visit } from 'graphql';

/** Suffixes and words of GraphQL and of our own conventions: technical, so not in the glossary. */
const TECHNICAL = ['Connection', 'Edge', 'Input', 'Resultat', 'Reussi', 'Reussie', 'Info'];
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/**
 * @typedef {object} Glossary
 * @property {string[]} terms as written, accents included
 * @property {Map<string, string>} forbidden each forbidden word, with the term to use instead
 */

/**
 * Reads the table under "## Termes".
 * @param {string} markdown
 * @returns {Glossary}
 */
export function parseGlossary(markdown) {
  const rows = markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  /** @type {Glossary} */
  const glossary = { terms: [], forbidden: new Map() };
  for (const [term = '', , , synonyms = ''] of rows) {
    glossary.terms.push(term);
    for (const synonym of synonyms.split(',').filter((word) => word.trim())) {
      glossary.forbidden.set(normalize(synonym), term);
    }
  }
  return glossary;
}

/** @param {string} word without accents, in small letters, in the singular */
export function normalize(word) {
  const plain = word.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (plain.endsWith('aux')) return `${plain.slice(0, -3)}al`;
  return plain.length > 3 ? plain.replace(/[sx]$/, '') : plain;
}

/**
 * The words of an identifier: `prixUnitaire`, `SessionCaisse` and `EN_COURS` alike.
 * @param {string} identifier
 */
export const wordsOf = (identifier) =>
  identifier
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_]+/)
    .filter(Boolean);

/**
 * Every fault of a schema against the glossary, as sentences.
 * @param {import('graphql').DocumentNode} schema
 * @param {Glossary} glossary
 * @returns {string[]}
 */
export function glossaryFaults(schema, glossary) {
  const known = new Set(
    glossary.terms.flatMap((term) => term.split(/[\s-]+/).map((word) => normalize(word))),
  );
  return [...forbiddenNames(schema, glossary), ...unknownTypes(schema, known)];
}

/** @param {import('graphql').DocumentNode} schema @param {Glossary} glossary */
function forbiddenNames(schema, { forbidden }) {
  /** @type {Set<string>} */
  const faults = new Set();
  const look = (/** @type {{ name: { value: string } }} */ { name }) => {
    for (const word of wordsOf(name.value)) {
      const term = forbidden.get(normalize(word));
      if (term) faults.add(`${name.value} says "${word}": the glossary's word is "${term}"`);
    }
  };
  visit(schema, {
    ObjectTypeDefinition: look,
    InterfaceTypeDefinition: look,
    UnionTypeDefinition: look,
    EnumTypeDefinition: look,
    EnumValueDefinition: look,
    InputObjectTypeDefinition: look,
    InputValueDefinition: look,
    FieldDefinition: look,
    ScalarTypeDefinition: look,
    // A directive belongs to federation, not to the business.
    DirectiveDefinition: () => false,
  });
  return [...faults];
}

/**
 * Business types whose name holds a word that no term has. Failures are named after what they
 * refuse, and internal types after what they carry: neither is a concept of its own.
 * @param {import('graphql').DocumentNode} schema @param {Set<string>} known
 */
function unknownTypes(schema, known) {
  return schema.definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.ENUM_TYPE_DEFINITION) {
      return [];
    }
    const isFailure =
      'interfaces' in node && node.interfaces?.some(({ name }) => name.value === 'Erreur');
    const isInternal = node.directives?.some(({ name }) => name.value === 'inaccessible');
    const name = node.name.value;
    if (
      isFailure ||
      isInternal ||
      ROOTS.includes(name) ||
      name === 'PageInfo' ||
      name === 'ChampInvalide'
    )
      return [];
    return wordsOf(name)
      .filter((word) => !TECHNICAL.includes(word) && !known.has(normalize(word)))
      .map((word) => `type ${name}: "${word}" is not in docs/glossaire.md`);
  });
}

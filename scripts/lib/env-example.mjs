/** @typedef {{ description?: string, safeParse(value: unknown): { success: boolean, data?: unknown } }} Field */
/** @typedef {{ shape: Record<string, Field> }} Schema */

const HEADER = `# Every setting of every process, written by \`npm run generate:env\` from their environment.ts; do not edit.
# A setting in a comment has the default shown, or none; the others must be given.
# Each can be in a file instead, which NAME_FILE names; the password of an address …_URL can be in …_PASSWORD, or in the
# file that …_PASSWORD_FILE names.
`;

/**
 * The text of .env.example: each setting once, under the processes that read it.
 * @param {Record<string, Schema>} schemas by process
 */
export function envExample(schemas) {
  /** @type {Map<string, Set<string>>} */
  const sections = new Map();
  for (const setting of settings(schemas)) {
    const readers = Object.keys(schemas)
      .filter((name) => settingOf(name, schemas, setting.name) === setting.text)
      .join(', ');
    sections.set(readers, (sections.get(readers) ?? new Set()).add(setting.text));
  }
  const blocks = [...sections].map(
    ([readers, texts]) => `\n# --- ${readers}\n\n${[...texts].join('\n\n')}\n`,
  );
  return HEADER + blocks.join('');
}

/** @param {Record<string, Schema>} schemas */
const settings = (schemas) =>
  Object.entries(schemas).flatMap(([process, { shape }]) =>
    Object.keys(shape).map((name) => ({ name, text: settingOf(process, schemas, name) ?? '' })),
  );

/** @param {string} process @param {Record<string, Schema>} schemas @param {string} name */
function settingOf(process, schemas, name) {
  const field = schemas[process]?.shape[name];
  if (!field) return undefined;
  const { success, data } = field.safeParse(undefined);
  const description = field.description ? `# ${field.description}\n` : '';
  return `${description}${success ? '# ' : ''}${name}=${String(data ?? '')}`;
}

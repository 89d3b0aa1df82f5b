/** UUIDs that say what a request is about, by the name that they have in the API: `venteId`, `panierId`. */
export type SubjectIds = Readonly<Record<string, string>>;

const NAME = /^[a-z][A-Za-z]{0,30}Id$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** They have places of their own on a log line. */
const TAKEN = new Set(['requestId', 'traceId']);
/** An input of an input is as deep as the API goes. */
const DEPTH = 2;
const MOST = 8;

/**
 * The ids among the variables of a GraphQL request. Only UUIDs count, so that nothing else from outside can reach a
 * log line or a header this way.
 */
export function idsIn(variables: unknown): SubjectIds {
  const found: Record<string, string> = {};
  collect(variables, DEPTH, found);
  return found;
}

function collect(value: unknown, depth: number, found: Record<string, string>): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'object') {
      if (depth > 0) collect(member, depth - 1, found);
    } else add(found, name, member);
  }
}

function add(found: Record<string, string>, name: string, value: unknown): void {
  if (typeof value !== 'string' || !UUID.test(value)) return;
  if (!NAME.test(name) || TAKEN.has(name) || name in found) return;
  if (Object.keys(found).length < MOST) found[name] = value.toLowerCase();
}

/** Writes ids as W3C baggage, the header that carries them to the next service. */
export function writeBaggage(ids: SubjectIds): string {
  return Object.entries(ids)
    .map(([name, id]) => `${name}=${id}`)
    .join(',');
}

/** Reads ids from W3C baggage; whatever else it holds is left out. */
export function readBaggage(header: string | undefined): SubjectIds {
  const found: Record<string, string> = {};
  for (const entry of header?.split(',') ?? []) {
    const [name = '', value] = entry.split(';', 1)[0]?.split('=') ?? [];
    add(found, name.trim(), value?.trim());
  }
  return found;
}
